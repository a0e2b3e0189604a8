<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('parcels', function (Blueprint $table) {
            $table->renameColumn('weight', 'weight_kg'); // expect: renamed-under-running-code
        });
    }

    public function down(): void
    {
        Schema::table('parcels', function (Blueprint $table) {
            $table->renameColumn('weight_kg', 'weight'); // expect: renamed-under-running-code
        });
    }
};
