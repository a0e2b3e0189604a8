<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        $rows = [];
        foreach (['a', 'b'] as $i => $name) {
            $rows[] = ['name' => $name, 'position' => $i + 1];
        }
        DB::table('items')->insert($rows);
        collect([['k' => 1], ['k' => 2]])->each(function ($row) {
            DB::table('k')->where('id', $row['k'])->update(['x' => $row['k'] * 10]);
        });
    }
};
