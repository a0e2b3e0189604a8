<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    private const TABLES = ['users' => 20, 'posts' => 40];

    public function up()
    {
        foreach (self::TABLES as $name => $length) {
            Schema::table($name, function (Blueprint $table) use ($length) {
                $table->string('code', $length);
            });
        }
    }

    public function down()
    {
        foreach (array_keys(self::TABLES) as $name) {
            Schema::table($name, function (Blueprint $table) {
                $table->dropColumn('code');
            });
        }
    }
};
