<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('orders', function (Blueprint $table) {
            $table->foreignId('a_id')->constrained('as')->cascadeOnDelete();
            $table->foreignId('b_id')->nullable()->constrained('bs')->nullOnDelete();
            $table->foreignId('c_id')->constrained('cs')->restrictOnDelete()->cascadeOnUpdate();
            $table->foreignUuid('d_id')->constrained('ds', 'uuid');
        });
    }

    public function down(): void
    {
        Schema::table('orders', function (Blueprint $table) {
            $table->dropForeign(['a_id']);
            $table->dropForeign('orders_b_id_foreign');
            $table->dropConstrainedForeignId('c_id');
            $table->dropColumn('d_id');
        });
    }
};
