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
            $table->uuid('a');
            $table->uuid('b')->nullable();
            $table->uuid('c')->unique();
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('things');
    }
};
