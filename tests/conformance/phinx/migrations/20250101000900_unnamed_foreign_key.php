<?php

use Phinx\Migration\AbstractMigration;

class UnnamedForeignKey extends AbstractMigration
{
    public function change(): void
    {
        $this->table('logs')
            ->addColumn('user_id', 'integer', ['signed' => false])
            ->addForeignKey('user_id', 'users')
            ->update();
    }
}
