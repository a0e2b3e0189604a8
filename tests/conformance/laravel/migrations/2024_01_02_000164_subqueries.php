<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        DB::table('users')->whereIn('id', DB::table('orders')->select('user_id')->where('total', '>', 100))->update(['vip' => true]);
        DB::table('users')->whereExists(function ($query) {
            $query->select(DB::raw(1))->from('orders')->whereColumn('orders.user_id', 'users.id');
        })->delete();
    }

    public function down(): void
    {
        DB::table('users')->whereNotExists(fn ($query) => $query->selectRaw('1')->from('orders')->whereRaw('orders.user_id = users.id'))->update(['vip' => false]);
    }
};
