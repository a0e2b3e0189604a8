<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('events', function (Blueprint $table) {
            $table->id();
            $table->timestamp('seen_at')->nullable()->useCurrent()->useCurrentOnUpdate();
            $table->dateTime('changed_at', 3)->useCurrent();
        });
    }
};
