<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('texts', function (Blueprint $table) {
            $table->char('iso', 2);
            $table->string('short', 10)->nullable();
            $table->string('usual');
            $table->tinyText('tiny');
            $table->text('body');
            $table->mediumText('medium')->nullable();
            $table->longText('long');
        });
    }

    public function down()
    {
        Schema::dropIfExists('texts');
    }
};
