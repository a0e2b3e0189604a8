<?php

use Phinx\Migration\AbstractMigration;

class SwapForeignKey extends AbstractMigration
{
    public function up(): void
    {
        $this->table('users')
            ->dropForeignKey('company_id', 'users_company')
            ->addForeignKey('company_id', 'companies', 'id', ['delete' => 'CASCADE', 'constraint' => 'users_company_2'])
            ->update();
    }

    public function down(): void
    {
        $this->table('users')
            ->dropForeignKey('company_id', 'users_company_2')
            ->addForeignKey('company_id', 'companies', 'id', ['constraint' => 'users_company'])
            ->update();
    }
}
