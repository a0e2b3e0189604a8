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
            // Laravel sends a statement for the column and another for the key, which reads every row.
            $table->foreignId('van_id')->nullable()->constrained(); // expect: foreign-key-validated-in-place
        });
    }

    public function down(): void
    {
        DB::statement("SET lock_timeout = '3s'");
        Schema::table('parcels', function (Blueprint $table) {
            $table->dropConstrainedForeignId('van_id');
        });
    }
};
