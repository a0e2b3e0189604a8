<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::dropIfExists('parcel_history'); // expect: drop-table
    }

    public function down(): void
    {
        Schema::create('parcel_history', function (Blueprint $table) {
            $table->id();
        });
    }
};
