<?php

use Phinx\Migration\AbstractMigration;

class Loops extends AbstractMigration
{
    public function change(): void
    {
        foreach (['red', 'green'] as $colour) {
            $this->table($colour . '_balls')
                ->addColumn('weight', 'integer')
                ->addIndex('weight')
                ->create();
        }
    }
}
