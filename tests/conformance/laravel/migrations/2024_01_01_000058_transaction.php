<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::transaction(function () {
            DB::table('a')->where('b', 1)->update(['c' => 2]);
            DB::table('a')->where('b', '<', 3)->delete();
        });
    }
};
