<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('named', function (Blueprint $table) {
            $table->foreignId('user_id')->constrained(table: 'people', indexName: 'named_user');
            $table->string(column: 'a', length: 12);
            $table->decimal('b', places: 4, total: 9);
            $table->index(columns: ['a', 'b'], name: 'both');
        });
    }
};
