<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        DB::table('roles')->upsert([['name' => 'a', 'level' => 1], ['name' => 'b', 'level' => 2]], ['name'], ['level']);
        DB::table('roles')->upsert([['name' => 'c', 'level' => 3]], 'name');
    }

    public function down(): void
    {
        DB::table('roles')->whereIn('name', ['a', 'b', 'c'])->delete();
    }
};
