<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('orders', function (Blueprint $table) {
            $table->index('state');
            $table->index(['customer_id', 'state'], 'by_customer');
            $table->unique('number');
            $table->unique(['shop_id', 'number'], 'shop_number');
            $table->index('hash', 'hash_idx', 'hash');
        });
    }

    public function down(): void
    {
        Schema::table('orders', function (Blueprint $table) {
            $table->dropIndex(['state']);
            $table->dropIndex('by_customer');
            $table->dropUnique(['number']);
            $table->dropUnique('shop_number');
            $table->dropIndex('hash_idx');
        });
    }
};
