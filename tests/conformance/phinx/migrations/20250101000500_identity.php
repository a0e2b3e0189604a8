<?php

use Phinx\Migration\AbstractMigration;

class Identity extends AbstractMigration
{
    public function change(): void
    {
        $this->table('counters', ['id' => false, 'primary_key' => 'number'])
            ->addColumn('number', 'biginteger', ['identity' => true])
            ->addColumn('label', 'string', ['default' => 'none'])
            ->create();
    }
}
