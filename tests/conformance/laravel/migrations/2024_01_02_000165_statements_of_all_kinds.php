<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        DB::statement('CREATE VIEW v AS SELECT 1');
        DB::unprepared('DROP VIEW v');
        DB::update('update users set a = ? where b = ?', ['x', 2]);
        DB::affectingStatement('delete from users where c = ?', ['it\'s']);
    }

    public function down(): void
    {
        DB::statement(<<<'SQL'
            DROP VIEW v
        SQL);
    }
};
