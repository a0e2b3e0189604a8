<?php

use Phinx\Migration\AbstractMigration;

class ForeignKeyWithName extends AbstractMigration
{
    public function change(): void
    {
        $this->table('letters')
            ->addColumn('user_id', 'integer', ['null' => true, 'signed' => false])
            ->addForeignKeyWithName('letters_user', ['user_id'], 'users', ['id'])
            ->save();
    }
}
