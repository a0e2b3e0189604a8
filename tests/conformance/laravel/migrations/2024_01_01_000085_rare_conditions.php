<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        DB::table('t')->whereMonth('c', '5')->whereDay('d', 3)->orWhereMonth('c', '>', 11)->delete();
        DB::table('t')->whereJsonLength('o', '>', 1)->orWhereJsonLength('o->list', 2)->update(['a' => 1]);
        DB::table('t')->whereFullText(['a', 'b'], 'word')->orWhereFullText('c', 'two words', ['mode' => 'boolean'])->delete();
        DB::table('t')->whereRowValues(['a', 'b'], '=', [1, 'x'])->delete();
        DB::table('t')->whereBetweenColumns('a', ['low', 'high'])->orWhereNotBetweenColumns('b', ['low', 'high'])->delete();
        DB::table('t')->forPage(3, 10)->get();
        DB::table('t')->fromRaw('(select 1 as a) as x')->get();
        DB::table('t')->fromSub(DB::table('u')->select('a'), 's')->where('s.a', 1)->get();
        DB::table('t')->groupBy('a')->having('a', '>', 1)->select('a')->get();
    }
};
