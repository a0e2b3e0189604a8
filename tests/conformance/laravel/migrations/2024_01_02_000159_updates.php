<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        DB::table('users')->where('active', true)->whereNull('deleted_at')->update(['state' => 'on', 'rank' => 3]);
        DB::table('users')->whereIn('id', [1, 2, 3])->increment('visits');
        DB::table('users')->whereNotIn('role', ['admin', 'owner'])->decrement('credits', 5, ['note' => 'paid']);
        DB::table('users')->whereBetween('id', [10, 20])->orWhere('name', 'like', 'A%')->update(['rank' => null]);
    }

    public function down(): void
    {
        DB::table('users')->where('state', '<>', 'on')->update(['state' => null]);
    }
};
