<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        foreach (DB::table('users')->where('a', 1)->get() as $user) {
            DB::table('users')->where('id', $user->id)->update(['name' => trim($user->name)]);
        }
    }
};
