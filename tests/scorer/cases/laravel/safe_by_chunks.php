<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        DB::table('parcels')->whereNull('weight_grams')->chunkById(1000, function ($parcels) {
            foreach ($parcels as $parcel) {
                DB::table('parcels')->where('id', $parcel->id)->update(['weight_grams' => $parcel->weight * 1000]);
            }
        });
    }

    public function down(): void
    {
    }
};
