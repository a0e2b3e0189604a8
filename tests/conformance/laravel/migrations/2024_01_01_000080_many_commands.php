<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::table('users', function (Blueprint $table) {
            $table->string('a');
            $table->dropColumn('b');
            $table->unique('a');
            $table->string('c')->after('a');
            $table->foreign('c')->references('id')->on('d');
            $table->dropIndex(['e']);
        });
    }
};
