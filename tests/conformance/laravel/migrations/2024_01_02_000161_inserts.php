<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        DB::table('roles')->insert(['name' => 'admin', 'level' => 10]);
        DB::table('roles')->insert([['name' => 'a', 'level' => 1], ['name' => 'b', 'level' => 2]]);
        DB::table('roles')->insertOrIgnore(['name' => "o'clock", 'level' => 0]);
    }

    public function down(): void
    {
        DB::insert('insert into roles (name, level) values (?, ?)', ['x', 1]);
        DB::table('roles')->where('name', 'admin')->delete();
    }
};
