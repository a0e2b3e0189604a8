<?php

use Phinx\Migration\AbstractMigration;

class InsertRows extends AbstractMigration
{
    public function up(): void
    {
        $this->table('companies')->insert([['id' => 1, 'name' => "O'Hara"], ['id' => 2, 'name' => null]])->saveData();
        $this->table('companies')->insert(['name' => 'x'])->insert(['id' => 4, 'name' => 'y'])->save();
    }

    public function down(): void
    {
        $this->table('companies')->truncate();
    }
}
