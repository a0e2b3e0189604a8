<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('places', function (Blueprint $table) {
            $table->point('spot');
            $table->polygon('area')->nullable();
            $table->geometry('any');
            $table->lineString('way');
            $table->multiPoint('spots');
        });
    }

    public function down()
    {
        Schema::dropIfExists('places');
    }
};
