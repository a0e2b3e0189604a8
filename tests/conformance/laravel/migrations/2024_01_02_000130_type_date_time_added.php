<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('things', function (Blueprint $table) {
            $table->dateTime('a');
            $table->dateTime('b', 3)->nullable();
            $table->dateTimeTz('c');
            $table->dateTimeTz('d', 6)->nullable();
        });
    }

    public function down(): void
    {
        Schema::table('things', function (Blueprint $table) {
            $table->dropColumn(['a', 'b', 'c', 'd']);
        });
    }
};
