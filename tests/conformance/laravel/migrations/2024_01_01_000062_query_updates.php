<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::table('users')->update(['active' => true]);
        DB::table('users')->where('id', 5)->update(['a' => null, 'b' => "it's", 'c' => 1.5]);
        DB::table('users')->whereNull('a')->update(['a' => DB::raw('b + 1')]);
        DB::table('users')->where('a', '>', 1)->orWhere('b', 'like', '%x%')->update(['c' => 'd']);
        DB::table('users')->whereIn('id', [1, 2, 3])->update(['c' => 0]);
        DB::table('users')->whereNotIn('state', ['a', 'b'])->whereNotNull('x')->update(['c' => 0]);
        DB::table('users')->whereBetween('age', [18, 30])->increment('visits');
        DB::table('users')->where(['a' => 1, 'b' => 2])->decrement('visits', 5);
        DB::table('users')->whereColumn('a', 'b')->update(['c' => 1]);
        DB::table('users')->whereRaw('length(name) > ?', [10])->update(['c' => 1]);
    }
};
