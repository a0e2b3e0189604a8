<?php

use Phinx\Migration\AbstractMigration;

class NotReversible extends AbstractMigration
{
    public function change(): void
    {
        $this->table('users')->removeColumn('is_active')->update();
    }
}
