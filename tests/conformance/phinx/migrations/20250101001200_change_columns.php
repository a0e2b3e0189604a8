<?php

use Phinx\Migration\AbstractMigration;

class ChangeColumns extends AbstractMigration
{
    public function up(): void
    {
        $this->table('users')
            ->changeColumn('title', 'string', ['limit' => 300, 'null' => false, 'default' => 'none'])
            ->changeColumn('is_active', 'boolean', ['default' => false])
            ->update();
        $this->table('users')->changeColumn('title', 'text', ['comment' => 'long'])->save();
        $this->table('kinds')->changeColumn('c', 'biginteger')->update();
    }

    public function down(): void
    {
        $this->table('users')->changeColumn('title', 'string')->update();
    }
}
