<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        DB::table('logs')->where('created_at', '<', '2020-01-01')->delete();
        DB::table('logs')->whereNotNull('archived_at')->limit(100)->delete();
        DB::table('old_logs')->truncate();
        DB::table('logs')->delete(7);
    }

    public function down(): void
    {
        DB::delete('delete from logs where id = ?', [1]);
    }
};
