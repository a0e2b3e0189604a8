<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    private const TABLES = ['orders' => 'company_id', 'invoices' => 'company_id', 'payments' => 'company_id'];

    public function up(): void
    {
        foreach (['orders', 'invoices', 'payments'] as $name) {
            Schema::table($name, function (Blueprint $table) use ($name) {
                $table->foreignId('company_id')->nullable()->index($name.'_by_company');
            });
        }
    }

    public function down(): void
    {
        foreach (self::TABLES as $name => $column) {
            Schema::table($name, fn (Blueprint $table) => $table->dropColumn($column));
        }
    }
};
