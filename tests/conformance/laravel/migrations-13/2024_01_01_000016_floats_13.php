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
            $table->float('f');
            $table->float('p', 24);
            $table->double('d')->default(1.5);
        });
    }

    public function down()
    {
        Schema::dropIfExists('floats');
    }
};
