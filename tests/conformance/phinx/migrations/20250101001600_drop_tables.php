<?php

use Phinx\Migration\AbstractMigration;

class DropTables extends AbstractMigration
{
    public function up(): void
    {
        $this->table('counters')->drop()->save();
    }

    public function down(): void
    {
        $this->table('counters', ['id' => false, 'primary_key' => 'number'])
            ->addColumn('number', 'biginteger', ['identity' => true])
            ->create();
    }
}
