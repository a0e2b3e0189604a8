<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::table('users')->where('options->lang', 'en')->update(['a' => 1]);
        DB::table('users')->whereNull('options->lang')->update(['options->lang' => 'de']);
    }
};
