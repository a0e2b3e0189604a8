<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('newer', function (Blueprint $table) {
            $table->ulid();
            $table->foreignUlid('team_id')->constrained();
            $table->binary('hash', 16, fixed: true);
            $table->rawColumn('spot', "point");
            $table->datetimes();
            $table->softDeletesDatetime();
            $table->ulidMorphs('thing');
            $table->date('day')->useCurrent();
            $table->year('y')->useCurrent();
        });
    }

    public function down()
    {
        Schema::dropIfExists('newer');
    }
};
