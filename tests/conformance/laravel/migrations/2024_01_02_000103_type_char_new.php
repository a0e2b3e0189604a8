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
            $table->char('a');
            $table->char('b', 3);
            $table->char('c', 2)->default('DE');
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('things');
    }
};
