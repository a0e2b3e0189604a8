<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        $wide = true;
        if ($wide) {
            Schema::table('a', function (Blueprint $table) {
                $table->text('x');
            });
        } else {
            Schema::table('a', function (Blueprint $table) {
                $table->string('x');
            });
        }
        if (! $wide) {
            Schema::drop('b');
        }
        if (count([1, 2]) === 2) {
            return;
        }
        Schema::drop('c');
    }
};
