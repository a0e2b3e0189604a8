<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        $driver = DB::connection()->getDriverName();
        if ($driver === 'pgsql') {
            DB::statement('SELECT 1');
        } elseif ($driver === 'mysql') {
            DB::statement('SELECT 2');
        }
        DB::statement(match ($driver) {
            'mysql' => 'SELECT 3',
            'pgsql' => 'SELECT 4',
        });
    }

    public function down(): void
    {
        DB::statement(DB::getDriverName() === 'mysql' ? 'SELECT 5' : 'SELECT 6');
    }
};
