<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        if (DB::getDriverName() === 'mysql') {
            DB::statement('ALTER TABLE a ENGINE=InnoDB');
        }
        if (DB::connection()->getDriverName() == 'pgsql') {
            DB::statement('CREATE EXTENSION IF NOT EXISTS citext');
        }
        if (Schema::getConnection()->getDriverName() !== 'sqlite') {
            DB::statement('ANALYZE TABLE a');
        }
        if (config('database.default') === 'mysql') {
            DB::statement('select 1');
        }
    }
};
