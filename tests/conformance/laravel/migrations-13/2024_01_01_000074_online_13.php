<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public $withinTransaction = false;

    public function up()
    {
        Schema::table('users', function (Blueprint $table) {
            $table->index('email')->online();
            $table->unique('name')->online();
            $table->foreign('a')->references('id')->on('b')->notValid();
            $table->string('x')->nullable()->instant();
            $table->index('y')->lock('none');
        });
    }
};
