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
            $table->enum('a', ['x', 'y']);
            $table->enum('b', ['it\'s', 'on'])->default('on');
            $table->enum('c', ['1'])->nullable();
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('things');
    }
};
