<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        switch (DB::getDriverName()) {
            case 'mysql':
                DB::statement('A');
                break;
            case 'pgsql':
                DB::statement('B');
                break;
            default:
                DB::statement('C');
        }
    }
};
