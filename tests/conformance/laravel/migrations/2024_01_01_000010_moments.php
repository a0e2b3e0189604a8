<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('moments', function (Blueprint $table) {
            $table->date('d');
            $table->dateTime('dt');
            $table->dateTime('dt3', 3)->nullable();
            $table->dateTimeTz('dtz');
            $table->time('t');
            $table->time('t2', 2);
            $table->timeTz('tz');
            $table->timestamp('ts')->useCurrent();
            $table->timestamp('ts6', 6)->nullable();
            $table->timestampTz('tstz')->nullable();
            $table->year('y');
            $table->timestampsTz();
            $table->softDeletesTz();
        });
    }

    public function down()
    {
        Schema::dropIfExists('moments');
    }
};
