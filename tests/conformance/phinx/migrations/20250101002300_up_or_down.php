<?php

use Phinx\Migration\AbstractMigration;

class UpOrDown extends AbstractMigration
{
    public function change(): void
    {
        if ($this->isMigratingUp()) {
            $this->execute('CREATE INDEX by_name ON companies (name)');
        } else {
            $this->execute('DROP INDEX by_name');
        }
    }
}
