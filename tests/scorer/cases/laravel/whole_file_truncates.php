<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        DB::table('notifications')->truncate(); // expect: truncate-table
    }

    public function down(): void
    {
    }
};
