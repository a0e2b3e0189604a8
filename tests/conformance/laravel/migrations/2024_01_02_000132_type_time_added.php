<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('things', function (Blueprint $table) {
            $table->time('a');
            $table->time('b', 2);
            $table->timeTz('c');
            $table->timeTz('d', 3)->nullable();
        });
    }

    public function down(): void
    {
        Schema::table('things', function (Blueprint $table) {
            $table->dropColumn(['a', 'b', 'c', 'd']);
        });
    }
};
