<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::table('users')->where('a', 1)->where(function ($query) {
            $query->whereNull('b')->orWhere('c', '!=', 2);
        })->update(['d' => 1]);
        DB::table('users')->whereExists(function ($query) {
            $query->select(DB::raw(1))->from('posts')->whereColumn('posts.user_id', 'users.id');
        })->update(['d' => 2]);
        DB::table('users')->whereIn('id', function ($query) {
            $query->select('user_id')->from('posts')->where('x', 1);
        })->delete();
        DB::table('users')->whereNotExists(fn ($q) => $q->from('a')->whereRaw('a.id = users.id'))->delete();
    }
};
