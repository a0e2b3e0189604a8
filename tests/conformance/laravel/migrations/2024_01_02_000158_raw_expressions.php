<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('users', function (Blueprint $table) {
            $table->timestamp('seen_at')->default(DB::raw('CURRENT_TIMESTAMP'));
            $table->integer('score')->default(DB::raw('1 + 1'));
        });
        DB::table('users')->whereRaw('score > ?', [5])->update(['score' => DB::raw('score - 1')]);
    }

    public function down(): void
    {
        Schema::table('users', function (Blueprint $table) {
            $table->dropColumn(['seen_at', 'score']);
        });
    }
};
