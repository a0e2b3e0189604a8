<?php

use Phinx\Migration\AbstractMigration;

class SavedInChange extends AbstractMigration
{
    public function change(): void
    {
        $this->table('notes')->addColumn('body', 'text')->save();
    }
}
