<?php

use Phinx\Migration\AbstractMigration;

class Engines extends AbstractMigration
{
    public function change(): void
    {
        $this->table('caches', ['engine' => 'MEMORY', 'collation' => 'latin1_swedish_ci', 'signed' => true])
            ->addColumn('word', 'string', ['limit' => 10, 'collation' => 'latin1_bin', 'encoding' => 'latin1'])
            ->addIndex(['word'], ['limit' => 5])
            ->create();
    }
}
