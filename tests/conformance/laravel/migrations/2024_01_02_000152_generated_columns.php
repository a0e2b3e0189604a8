<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('sums', function (Blueprint $table) {
            $table->integer('a');
            $table->integer('b')->storedAs('a + 1');
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('sums');
    }
};
