<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::table('invoices', function (Blueprint $table) {
            $table->unsignedBigInteger('customer_id');
            $table->foreign('customer_id')->references('id')->on('customers');
            $table->foreign('owner_id', 'invoices_owner_fk')->references('id')->on('users')->onDelete('set null');
            $table->foreign(['tenant_id', 'number'])->references(['tenant_id', 'number'])->on('orders')->onUpdate('cascade');
            $table->foreign('state_id')->references('id')->on('states')->cascadeOnUpdate()->restrictOnDelete();
        });
    }

    public function down()
    {
        Schema::table('invoices', function (Blueprint $table) {
            $table->dropForeign(['customer_id']);
            $table->dropForeign('invoices_owner_fk');
            $table->dropColumn('customer_id');
        });
    }
};
