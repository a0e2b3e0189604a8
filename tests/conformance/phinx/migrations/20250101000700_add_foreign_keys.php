<?php

use Phinx\Migration\AbstractMigration;

class AddForeignKeys extends AbstractMigration
{
    public function change(): void
    {
        $this->table('companies')->addColumn('name', 'string', ['null' => false])->create();
        $this->table('users')
            ->addForeignKey('company_id', 'companies', 'id', ['delete' => 'SET_NULL', 'update' => 'NO ACTION', 'constraint' => 'users_company'])
            ->update();
    }
}
