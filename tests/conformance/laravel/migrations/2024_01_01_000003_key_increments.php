<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('keys_of_increments', function (Blueprint $table) {
            $table->increments('id');
            $table->string('label', 40);
        });
    }

    public function down()
    {
        Schema::dropIfExists('keys_of_increments');
    }
};
