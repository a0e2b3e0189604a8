<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('vans', function (Blueprint $table) {
            $table->id();
            $table->string('plate')->unique();
            $table->unsignedBigInteger('depot_id');
            $table->fullText('plate');
            $table->timestamps();
        });
        Schema::table('vans', function (Blueprint $table) {
            $table->integer('wheels');
            $table->string('plate', 300)->change();
        });
        DB::table('vans')->update(['wheels' => 4]);
    }

    public function down(): void
    {
        Schema::dropIfExists('vans');
    }
};
