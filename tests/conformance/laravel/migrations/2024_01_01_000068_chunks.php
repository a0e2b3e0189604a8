<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::table('users')->whereNull('a')->orderBy('id')->chunk(100, function ($users) {
            foreach ($users as $user) {
                DB::table('users')->where('id', $user->id)->update(['a' => 1]);
            }
        });
        DB::table('users')->whereNull('a')->chunkById(500, function ($users) {
            DB::table('users')->whereIn('id', $users->pluck('id'))->update(['a' => 1]);
        });
        DB::table('users')->orderBy('id')->each(function ($user) {
            DB::table('logs')->insert(['user_id' => $user->id]);
        });
    }
};
