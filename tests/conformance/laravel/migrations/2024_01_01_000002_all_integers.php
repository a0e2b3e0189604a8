<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('numbers', function (Blueprint $table) {
            $table->bigIncrements('id');
            $table->integer('a');
            $table->tinyInteger('b')->default(1);
            $table->smallInteger('c')->unsigned();
            $table->mediumInteger('d')->nullable();
            $table->bigInteger('e')->default(-5);
            $table->unsignedInteger('f');
            $table->unsignedTinyInteger('g');
            $table->unsignedSmallInteger('h');
            $table->unsignedMediumInteger('i');
            $table->unsignedBigInteger('j')->index();
        });
    }

    public function down()
    {
        Schema::drop('numbers');
    }
};
