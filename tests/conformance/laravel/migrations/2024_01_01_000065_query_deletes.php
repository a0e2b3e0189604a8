<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::table('users')->delete();
        DB::table('users')->where('a', 1)->delete();
        DB::table('users')->truncate();
        DB::table('logs')->where('created_at', '<', '2020-01-01')->delete();
        DB::table('logs')->whereDate('created_at', '2020-01-01')->delete();
        DB::table('logs')->whereYear('created_at', '>=', 2020)->delete();
    }
};
