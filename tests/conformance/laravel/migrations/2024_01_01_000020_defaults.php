<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('defaults', function (Blueprint $table) {
            $table->string('a')->default('');
            $table->string('b')->default('x y');
            $table->integer('c')->default(7);
            $table->decimal('d', 8, 2)->default(1.25);
            $table->boolean('e')->default(true);
            $table->timestamp('f')->default(DB::raw('CURRENT_TIMESTAMP'));
            $table->json('g')->default(DB::raw('(JSON_ARRAY())'));
            $table->string('h')->nullable()->default(null);
            $table->string('i')->default('0');
        });
    }

    public function down()
    {
        Schema::dropIfExists('defaults');
    }
};
