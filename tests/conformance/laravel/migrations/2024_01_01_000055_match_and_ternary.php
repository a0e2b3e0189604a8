<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        $type = DB::getDriverName() === 'pgsql' ? 'jsonb' : 'json';
        DB::statement("ALTER TABLE a ADD COLUMN data $type");
        $engine = match (DB::getDriverName()) {
            'mysql', 'mariadb' => 'InnoDB',
            default => 'heap',
        };
        DB::statement('DROP TABLE '.$engine);
    }
};
