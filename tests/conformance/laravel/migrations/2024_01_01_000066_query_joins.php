<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::table('users')->join('teams', 'teams.id', '=', 'users.team_id')->where('teams.a', 1)->update(['users.b' => 2]);
        DB::table('users')->leftJoin('teams', function ($join) {
            $join->on('teams.id', '=', 'users.team_id')->where('teams.x', 1);
        })->whereNull('teams.id')->delete();
        DB::table('users as u')->where('u.a', 1)->delete();
    }
};
