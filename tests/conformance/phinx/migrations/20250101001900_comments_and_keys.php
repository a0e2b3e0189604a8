<?php

use Phinx\Migration\AbstractMigration;

class CommentsAndKeys extends AbstractMigration
{
    public function up(): void
    {
        $this->table('companies')->changeComment('who pays')->update();
        $this->table('companies')->changePrimaryKey(['id', 'name'])->update();
    }

    public function down(): void
    {
        $this->table('companies')->changePrimaryKey('id')->changeComment(null)->update();
    }
}
