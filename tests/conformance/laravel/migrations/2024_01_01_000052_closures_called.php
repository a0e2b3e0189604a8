<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        $columns = function (Blueprint $table) {
            $table->string('a');
            $table->string('b');
        };
        Schema::table('users', $columns);
        Schema::table('posts', $columns);
    }
};
