<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('things', function (Blueprint $table) {
            $table->bigInteger('a');
            $table->unsignedBigInteger('b');
            $table->bigInteger('c')->nullable()->default(0);
        });
    }

    public function down(): void
    {
        Schema::table('things', function (Blueprint $table) {
            $table->dropColumn(['a', 'b', 'c']);
        });
    }
};
