<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::table('users')->get();
        DB::table('users')->select('id', 'name as n')->where('a', 1)->orderBy('id')->first();
        DB::table('users')->where('a', 1)->count();
        DB::table('users')->max('id');
        DB::table('users')->where('b', 2)->exists();
        DB::table('users')->where('b', 2)->value('name');
        DB::table('users')->distinct()->pluck('name');
        DB::table('users')->groupBy('a')->having('b', '>', 1)->selectRaw('a, count(*) as b')->get();
        DB::table('users')->orderByDesc('id')->limit(5)->offset(2)->get();
        DB::table('users')->lockForUpdate()->get();
    }
};
