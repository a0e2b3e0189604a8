<?php

use Phinx\Migration\AbstractMigration;

class NamedId extends AbstractMigration
{
    public function change(): void
    {
        $this->table('letters', ['id' => 'letter_id'])
            ->addColumn('body', 'text')
            ->create();
        $this->table('logs', ['id' => false])->addColumn('line', 'text')->create();
    }
}
