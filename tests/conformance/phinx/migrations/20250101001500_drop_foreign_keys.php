<?php

use Phinx\Migration\AbstractMigration;

class DropForeignKeys extends AbstractMigration
{
    public function up(): void
    {
        $this->table('users')->dropForeignKey('company_id', 'users_company')->save();
        $this->table('logs')->dropForeignKey('user_id')->removeColumn('user_id')->save();
    }

    public function down(): void
    {
        $this->table('logs')->addColumn('user_id', 'integer', ['signed' => false])->addForeignKey('user_id', 'users')->save();
        $this->table('users')
            ->addForeignKey('company_id', 'companies', 'id', ['constraint' => 'users_company'])
            ->save();
    }
}
