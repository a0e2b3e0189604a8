<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::rename('a', 'b');
        Schema::drop('c');
        Schema::dropIfExists('d');
    }

    public function down(): void
    {
        Schema::rename('b', 'a');
    }
};
