<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('amounts', function (Blueprint $table) {
            $table->unsignedDecimal('a', 10, 2);
            $table->unsignedFloat('b');
            $table->unsignedDouble('c');
        });
    }

    public function down()
    {
        Schema::dropIfExists('amounts');
    }
};
