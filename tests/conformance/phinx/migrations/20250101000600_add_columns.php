<?php

use Phinx\Migration\AbstractMigration;

class AddColumns extends AbstractMigration
{
    public function change(): void
    {
        $this->table('users')
            ->addColumn('phone', 'string', ['after' => 'email', 'limit' => 20, 'null' => true])
            ->addColumn('company_id', 'integer', ['null' => true, 'signed' => false])
            ->addIndex(['company_id', 'phone'])
            ->update();
    }
}
