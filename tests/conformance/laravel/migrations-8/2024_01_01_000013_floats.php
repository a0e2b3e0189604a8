<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('floats', function (Blueprint $table) {
            $table->decimal('x', 5, 1);
            $table->float('f', 8, 2);
            $table->double('g', 15, 8);
        });
    }

    public function down()
    {
        Schema::dropIfExists('floats');
    }
};
