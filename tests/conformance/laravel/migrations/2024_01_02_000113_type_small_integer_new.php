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
            $table->smallInteger('a');
            $table->unsignedSmallInteger('b')->default(1);
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('things');
    }
};
