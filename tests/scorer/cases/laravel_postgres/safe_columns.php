<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        DB::statement("SET lock_timeout = '3s'");
        Schema::table('parcels', function (Blueprint $table) {
            $table->string('note')->nullable();
            $table->integer('pieces')->default(1);
            $table->boolean('fragile')->default(false);

        });
    }

    public function down(): void
    {
        DB::statement("SET lock_timeout = '3s'");
        Schema::table('parcels', function (Blueprint $table) {
            $table->dropColumn(['note', 'pieces', 'fragile']);
        });
    }
};
