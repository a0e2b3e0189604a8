<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('things', function (Blueprint $table) {
            $table->timestamp('a');
            $table->timestamp('b', 6)->nullable();
            $table->timestampTz('c')->nullable();
            $table->timestamp('d')->useCurrent();
        });
    }

    public function down(): void
    {
        Schema::table('things', function (Blueprint $table) {
            $table->dropColumn(['a', 'b', 'c', 'd']);
        });
    }
};
