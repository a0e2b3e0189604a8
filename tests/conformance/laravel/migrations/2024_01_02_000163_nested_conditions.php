<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        DB::table('users')->where(function ($query) {
            $query->where('a', 1)->orWhere(fn ($inner) => $inner->whereNull('b')->where('c', '>', 2));
        })->where([['d', '=', 4], ['e', '<', 5]])->update(['ok' => true]);
    }

    public function down(): void
    {
        DB::table('users')->whereColumn('a', 'b')->whereDate('seen_at', '2024-01-01')->update(['ok' => false]);
    }
};
