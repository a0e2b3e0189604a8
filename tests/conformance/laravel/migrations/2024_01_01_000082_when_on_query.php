<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::table('a')->when(true, function ($q) {
            $q->where('b', 1);
        })->when(false, fn ($q) => $q->where('c', 1))->update(['d' => 1]);
    }
};
