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
            $table->string('a');
            $table->string('b', 40);
            $table->string('c', 191)->nullable()->default('x');
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('things');
    }
};
