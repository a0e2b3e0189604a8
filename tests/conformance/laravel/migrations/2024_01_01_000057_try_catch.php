<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        try {
            Schema::table('a', function (Blueprint $table) {
                $table->dropForeign(['b_id']);
            });
        } catch (\Throwable $e) {
            // It was not there.
        } finally {
            DB::statement('select 2');
        }
    }
};
