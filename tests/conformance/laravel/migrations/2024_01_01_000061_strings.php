<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        $table = 'users';
        $column = "e{$table}";
        DB::statement('ALTER TABLE ' . $table . ' DROP COLUMN ' . $column);
        DB::statement(sprintf('UPDATE %s SET a = %d', $table, 5));
        DB::statement("DELETE FROM {$table} WHERE a = 'x\ty'");
        DB::statement(implode(' ', ['DROP', 'TABLE', strtoupper($table)]));
        DB::statement(str_replace(':t', $table, 'TRUNCATE :t'));
    }
};
