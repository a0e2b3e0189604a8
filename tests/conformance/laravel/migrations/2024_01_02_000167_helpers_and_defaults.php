<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    private function addFlags(string $name, string $column = 'is_public', bool $value = true): void
    {
        Schema::table($name, function (Blueprint $table) use ($column, $value) {
            $table->boolean($column)->default($value);
        });
    }

    private function dropFlags(string $name): void
    {
        Schema::table($name, fn (Blueprint $table) => $table->dropColumn($name === 'users' ? 'is_public' : 'is_hidden'));
    }

    public function up(): void
    {
        $this->addFlags('users');
        $this->addFlags('teams', 'is_hidden', false);
    }

    public function down(): void
    {
        foreach (['users', 'teams'] as $table) {
            $this->dropFlags($table);
        }
    }
};
