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
            $table->decimal('a');
            $table->decimal('b', 10, 4);
            $table->decimal('c', 12, 2)->default(0);
            $table->decimal('d', 5, 1)->nullable();
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('things');
    }
};
