<?php

use Phinx\Migration\AbstractMigration;

class Indexes extends AbstractMigration
{
    public function up(): void
    {
        $this->table('users')
            ->addIndex(['title'], ['name' => 'users_by_title', 'order' => ['title' => 'DESC']])
            ->addIndex(['email', 'title'], ['unique' => true])
            ->update();
        $this->table('mails')->addIndex(['body'], ['type' => 'fulltext', 'name' => 'mails_text'])->update();
    }

    public function down(): void
    {
        $this->table('users')->removeIndexByName('users_by_title')->update();
        $this->table('users')->removeIndex(['email', 'title'])->update();
        $this->table('mails')->removeIndexByName('mails_text')->update();
    }
}
