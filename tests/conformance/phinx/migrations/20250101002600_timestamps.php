<?php

use Phinx\Migration\AbstractMigration;

class Timestamps extends AbstractMigration
{
    public function change(): void
    {
        $this->table('visits')
            ->addTimestamps('began', 'ended')
            ->create();
        $this->table('stays')->addTimestampsWithTimezone()->create();
        $this->table('trips')->addTimestamps(null, false)->create();
    }
}
