<?php

use Phinx\Migration\AbstractMigration;

class RenameTable extends AbstractMigration
{
    public function change(): void
    {
        $this->table('letters')->rename('mails')->update();
    }
}
