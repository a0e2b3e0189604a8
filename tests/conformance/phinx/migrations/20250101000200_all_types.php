<?php

use Phinx\Migration\AbstractMigration;

class AllTypes extends AbstractMigration
{
    public function change(): void
    {
        $this->table('kinds', ['comment' => 'one of each'])
            ->addColumn('a', 'char', ['limit' => 3])
            ->addColumn('b', 'text', ['null' => true])
            ->addColumn('c', 'smallinteger')
            ->addColumn('d', 'biginteger', ['signed' => false])
            ->addColumn('e', 'float')
            ->addColumn('f', 'decimal', ['precision' => 10, 'scale' => 2, 'default' => '0.00'])
            ->addColumn('g', 'datetime')
            ->addColumn('h', 'timestamp', ['default' => 'CURRENT_TIMESTAMP', 'update' => 'CURRENT_TIMESTAMP'])
            ->addColumn('i', 'time')
            ->addColumn('j', 'date', ['default' => '2020-01-01'])
            ->addColumn('k', 'binary')
            ->addColumn('l', 'uuid')
            ->addColumn('m', 'json')
            ->addColumn('n', 'double')
            ->addColumn('o', 'decimal')
            ->addColumn('p', 'tinyinteger', ['default' => 3, 'comment' => "it's small"])
            ->addColumn('q', 'timestamp', ['timezone' => true])
            ->addColumn('r', 'blob')
            ->create();
    }
}
