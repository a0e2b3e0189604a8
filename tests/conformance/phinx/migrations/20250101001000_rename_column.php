<?php

use Phinx\Migration\AbstractMigration;

class RenameColumn extends AbstractMigration
{
    public function change(): void
    {
        $this->table('users')->renameColumn('title', 'old_title')->update();
        $this->table('users')->renameColumn('old_title', 'title')->save();
    }
}
