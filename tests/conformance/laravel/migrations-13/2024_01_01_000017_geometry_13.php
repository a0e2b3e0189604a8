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
            $table->geometry('any');
            $table->geometry('spot', 'point', 4326);
            $table->geography('area', subtype: 'polygon')->nullable();
        });
    }

    public function down()
    {
        Schema::dropIfExists('places');
    }
};
