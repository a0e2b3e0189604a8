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
            $table->string('label')->unique(); // expect: not-null-column-without-default, unique-built-in-place
        });
    }

    public function down(): void
    {
        DB::statement("SET lock_timeout = '3s'");
        Schema::table('parcels', function (Blueprint $table) {
            $table->dropColumn('label');
        });
    }
};
