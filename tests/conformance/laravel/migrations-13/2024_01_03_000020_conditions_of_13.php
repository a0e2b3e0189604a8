<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        DB::table('t')->whereNot('a', 1)->orWhereNot('b', 2)->delete();
        DB::table('t')->where('a', 1)->whereNot(fn ($q) => $q->where('b', 2)->orWhere('c', 3))->delete();
        DB::table('t')->whereAny(['a', 'b'], 'like', 'x%')->whereAll(['c', 'd'], '>', 1)->delete();
        DB::table('t')->whereNone(['a', 'b'], '=', 1)->delete();
        DB::table('t')->whereLike('a', 'x%')->whereNotLike('b', 'y%', caseSensitive: true)->delete();
        DB::table('t')->whereJsonContainsKey('o->a')->whereJsonDoesntContainKey('o->b->c')->delete();
        DB::table('t')->incrementEach(['a' => 1, 'b' => 2], ['c' => 3]);
        DB::table('t')->whereNullSafeEquals('a', 1)->delete();
        DB::table('t')->whereValueBetween(5, ['low', 'high'])->delete();
    }
};
