<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('posts', function (Blueprint $table) {
            $table->id();
            $table->timestamps();
            $table->softDeletes();
        });
        Schema::table('notes', function (Blueprint $table) {
            $table->timestampsTz(3);
            $table->softDeletesTz('gone_at', 3);
        });
    }

    public function down(): void
    {
        Schema::table('notes', function (Blueprint $table) {
            $table->dropTimestampsTz();
            $table->dropSoftDeletesTz('gone_at');
        });
        Schema::dropIfExists('posts');
    }
};
