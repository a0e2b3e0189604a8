<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('orders', function (Blueprint $table) {
            $table->unsignedBigInteger('customer_id');
            $table->foreign('customer_id', 'fk_customer')->references('id')->on('customers')->onDelete('set null')->onUpdate('cascade');
            $table->foreign(['a', 'b'])->references(['x', 'y'])->on('pairs');
        });
    }

    public function down(): void
    {
        Schema::table('orders', function (Blueprint $table) {
            $table->dropForeign('fk_customer');
            $table->dropForeign(['a', 'b']);
            $table->dropColumn('customer_id');
        });
    }
};
