<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('pairs', function (Blueprint $table) {
            $table->unsignedBigInteger('a');
            $table->unsignedBigInteger('b');
            $table->primary(['a', 'b']);
        });
        Schema::table('others', function (Blueprint $table) {
            $table->primary('code', 'others_pk');
        });
    }

    public function down(): void
    {
        Schema::table('others', function (Blueprint $table) {
            $table->dropPrimary('others_pk');
        });
        Schema::dropIfExists('pairs');
    }
};
