<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::table('users', function (Blueprint $table) {
            $table->string('nickname', 30)->nullable()->after('name');
            $table->integer('rank')->unsigned()->default(0)->first();
            $table->string('city')->charset('latin1')->collation('latin1_swedish_ci')->nullable();
            $table->string('note')->comment("The customer's own \"words\"");
            $table->integer('sum')->storedAs('a + b');
            $table->integer('twice')->virtualAs('a * 2')->nullable();
            $table->integer('zero')->default(0)->comment('counts');
        });
    }

    public function down()
    {
        Schema::table('users', function (Blueprint $table) {
            $table->dropColumn(['nickname', 'rank', 'city', 'note']);
            $table->dropColumn('sum', 'twice');
        });
    }
};
