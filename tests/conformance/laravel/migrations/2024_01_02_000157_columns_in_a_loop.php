<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::table('prices', function (Blueprint $table) {
            foreach (['net', 'gross'] as $i => $kind) {
                $table->decimal("{$kind}_price", 8 + $i, 2)->default(0);
            }
            for ($i = 1; $i <= 3; $i++) {
                $table->string(sprintf('line_%02d', $i), 100)->nullable();
            }
        });
    }

    public function down(): void
    {
        Schema::table('prices', function (Blueprint $table) {
            $table->dropColumn(array_map(fn ($kind) => $kind.'_price', ['net', 'gross']));
            $table->dropColumn(['line_01', 'line_02', 'line_03']);
        });
    }
};
