<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('words', function (Blueprint $table) {
            $table->charset = 'utf8mb4';
            $table->collation = 'utf8mb4_bin';
            $table->engine = 'InnoDB';
            $table->string('a')->charset('latin1');
            $table->string('b')->collation('utf8mb4_bin');
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('words');
    }
};
