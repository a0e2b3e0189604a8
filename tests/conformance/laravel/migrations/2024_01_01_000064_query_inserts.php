<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::table('roles')->insert(['name' => 'admin', 'level' => 1]);
        DB::table('roles')->insert([['name' => 'a', 'level' => 1], ['level' => 2, 'name' => 'b']]);
        DB::table('roles')->insertOrIgnore(['name' => 'c', 'level' => 3]);
        DB::table('roles')->upsert([['name' => 'a', 'level' => 5]], ['name'], ['level']);
        DB::table('roles')->insertUsing(['name'], DB::table('groups')->select('title')->where('x', 1));
    }
};
