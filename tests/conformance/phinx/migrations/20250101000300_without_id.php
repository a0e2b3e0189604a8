<?php

use Phinx\Migration\AbstractMigration;

class WithoutId extends AbstractMigration
{
    public function change(): void
    {
        $table = $this->table('user_roles', ['id' => false, 'primary_key' => ['user_id', 'role_id']]);
        $table->addColumn('user_id', 'integer', ['null' => false, 'signed' => false])
            ->addColumn('role_id', 'integer', ['null' => false, 'signed' => false])
            ->addForeignKey('user_id', 'users', 'id', ['delete' => 'CASCADE', 'update' => 'NO_ACTION'])
            ->create();
    }
}
