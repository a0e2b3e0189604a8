<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('things', function (Blueprint $table) {
            $table->id();
            $table->time('a');
            $table->time('b', 2);
            $table->timeTz('c');
            $table->timeTz('d', 3)->nullable();
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('things');
    }
};
