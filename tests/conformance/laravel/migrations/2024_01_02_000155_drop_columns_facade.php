<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::dropColumns('users', ['a', 'b']);
        Schema::dropColumns('users', 'c');
    }

    public function down(): void
    {
        Schema::table('users', function (Blueprint $table) {
            $table->string('a')->nullable();
            $table->string('b')->nullable();
            $table->string('c')->nullable();
        });
    }
};
