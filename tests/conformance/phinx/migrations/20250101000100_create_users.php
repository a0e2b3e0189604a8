<?php

use Phinx\Migration\AbstractMigration;

class CreateUsers extends AbstractMigration
{
    public function change(): void
    {
        $this->table('users')
            ->addColumn('email', 'string', ['limit' => 100, 'null' => false])
            ->addColumn('title', 'string')
            ->addColumn('is_active', 'boolean', ['default' => true, 'null' => false])
            ->addColumn('logins', 'integer', ['default' => 0, 'signed' => false])
            ->addIndex(['email'], ['unique' => true, 'name' => 'users_email'])
            ->addIndex('title')
            ->addTimestamps()
            ->create();
    }
}
