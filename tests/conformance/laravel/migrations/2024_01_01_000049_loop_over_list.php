<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        foreach (['users', 'posts', 'tags'] as $name) {
            Schema::table($name, function (Blueprint $table) use ($name) {
                $table->string($name . '_code')->nullable();
            });
        }
    }

    public function down()
    {
        foreach (['users', 'posts', 'tags'] as $name) {
            Schema::table($name, fn (Blueprint $table) => $table->dropColumn("{$name}_code"));
        }
    }
};
