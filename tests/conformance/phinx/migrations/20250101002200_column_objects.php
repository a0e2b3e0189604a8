<?php

use Phinx\Db\Table\Column;
use Phinx\Util\Literal;
use Phinx\Migration\AbstractMigration;

class ColumnObjects extends AbstractMigration
{
    public function change(): void
    {
        $column = new Column();
        $column->setName('code')->setType('string')->setOptions(['limit' => 8, 'null' => false]);
        $this->table('companies')
            ->addColumn($column)
            ->addColumn('score', Literal::from('numeric(4,1)'))
            ->addColumn('opened', Column::BIGINTEGER)
            ->addColumn('state', 'string', ['default' => Literal::from('lower(\'NEW\')')])
            ->update();
    }
}
