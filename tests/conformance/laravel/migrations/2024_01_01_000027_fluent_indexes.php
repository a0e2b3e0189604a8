<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('fluent', function (Blueprint $table) {
            $table->string('a')->index();
            $table->string('b')->unique('b_is_unique');
            $table->string('c')->index('c_index');
            $table->string('code', 8)->primary();
        });
    }

    public function down()
    {
        Schema::dropIfExists('fluent');
    }
};
