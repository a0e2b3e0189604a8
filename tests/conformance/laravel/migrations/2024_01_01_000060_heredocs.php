<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::statement(<<<SQL
            CREATE TABLE x (
                a int
            )
            SQL);
        DB::statement(<<<'SQL'
            UPDATE x SET a = '$b'
              WHERE c = 1
            SQL);
        $name = 'y';
        DB::statement(<<<EOT
        DROP TABLE {$name}_old
        EOT
        );
    }
};
