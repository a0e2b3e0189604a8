<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::statement('ALTER TABLE users ADD INDEX x (y)');
        DB::unprepared('CREATE VIEW v AS SELECT 1');
        DB::update('update users set a = ? where b = ?', [1, 'two']);
        DB::insert('insert into users (a) values (?)', ["it's"]);
        DB::delete('delete from users where a is null');
    }
};
