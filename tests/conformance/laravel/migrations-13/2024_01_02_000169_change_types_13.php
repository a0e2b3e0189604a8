<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('orders', function (Blueprint $table) {
            $table->bigInteger('total')->change();
            $table->string('state', 100)->nullable()->default('new')->change();
            $table->text('note')->nullable()->change();
            $table->decimal('net', 12, 4)->default(0)->change();
        });
    }

    public function down(): void
    {
        Schema::table('orders', function (Blueprint $table) {
            $table->integer('total')->change();
            $table->string('state', 40)->change();
        });
    }
};
