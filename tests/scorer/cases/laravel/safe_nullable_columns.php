<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('parcels', function (Blueprint $table) {
            $table->string('note')->nullable();
            $table->integer('pieces')->default(1);
            $table->timestamp('seen_at')->nullable();
            $table->json('extra')->nullable();
        });
    }

    public function down(): void
    {
        Schema::table('parcels', function (Blueprint $table) {
            $table->dropColumn(['note', 'pieces', 'seen_at', 'extra']);
        });
    }
};
