<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('events', function (Blueprint $table) {
            $table->ulid('id')->primary();
            $table->foreignUlid('user_id')->constrained();
            $table->ulidMorphs('subject');
            $table->nullableUlidMorphs('cause');
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('events');
    }
};
