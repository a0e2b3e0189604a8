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
            $table->integer('a');
            $table->integer('b')->unsigned();
            $table->integer('c')->default(7);
            $table->unsignedInteger('d')->nullable();
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('things');
    }
};
