<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    protected $column = 'tenant_code';

    protected array $tables = ['users', 'posts'];

    private function addTo(string $name, int $length = 8): void
    {
        Schema::table($name, function (Blueprint $table) use ($length) {
            $table->string($this->column, $length)->nullable();
        });
    }

    private function dropFrom(array $names): void
    {
        foreach ($names as $name) {
            Schema::table($name, function (Blueprint $table) {
                $table->dropColumn($this->column);
            });
        }
    }

    public function up()
    {
        $this->addTo('users');
        $this->addTo('posts', 12);
    }

    public function down()
    {
        $this->dropFrom($this->tables);
    }
};
