<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        DB::table('parcels')->update(['weight_grams' => DB::raw('weight * 1000')]); // expect: update-without-filter
    }

    public function down(): void
    {
    }
};
