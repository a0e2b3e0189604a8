<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        $max = DB::table('a')->max('id');
        DB::table('b')->where('a_id', '<', 5)->update(['c' => 1]);
    }
};
