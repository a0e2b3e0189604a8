<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('tmp', function (Blueprint $table) {
            $table->temporary();
            $table->increments('id');
            $table->string('name')->comment('of the thing');
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('tmp');
    }
};
