<?php

use Phinx\Migration\AbstractMigration;

class RemoveColumns extends AbstractMigration
{
    public function up(): void
    {
        $users = $this->table('users');
        $users->removeColumn('phone')->removeColumn('logins')->save();
    }

    public function down(): void
    {
        $this->table('users')
            ->addColumn('phone', 'string', ['null' => true])
            ->addColumn('logins', 'integer')
            ->save();
    }
}
