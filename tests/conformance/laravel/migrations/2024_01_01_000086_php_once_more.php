<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        $columns = ['a' => 'string', 'b' => 'integer', 'c' => 'text'];
        Schema::table('t', function (Blueprint $table) use ($columns) {
            array_walk($columns, function ($type, $name) use ($table) {
                $table->{$type}($name)->nullable();
            });
            $left = 4;
            while ($left-- > 1) {
                $table->string("w$left");
            }
            do {
                $table->string('d'.$left);
            } while (false);
            static $once = 'st';
            $table->string($once);
            foreach (array_slice(['p', 'q', 'r', 's'], 1, 2) as $name) {
                $table->string($name);
            }
            foreach (array_diff(['x', 'y', 'z'], ['y']) as $name) {
                $table->string($name);
            }
            $table->string(str_pad('7', 3, '0', STR_PAD_LEFT));
            $table->string(array_key_first($columns).'_'.array_search('text', $columns));
            $table->decimal('amount', max(8, 12), min([4, 2]));
        });
        $n = 'z';
        DB::statement("drop table ${n}_old");
        DB::statement(strtr('drop table :t, :other', [':t' => 'k', ':other' => 'l']));
        DB::statement('drop table '.str_replace(' ', '', ucwords('big table')));
    }

    public function down(): void
    {
        Schema::table('t', function (Blueprint $table) {
            $table->foreign('u_id')->references('id')->on('us')->notValid();
        });
    }
};
