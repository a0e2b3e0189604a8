<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('others', function (Blueprint $table) {
            $table->boolean('flag')->default(false);
            $table->boolean('on')->default(true);
            $table->json('data')->nullable();
            $table->jsonb('extra');
            $table->binary('blob');
            $table->uuid('token')->unique();
            $table->ipAddress('ip');
            $table->macAddress('mac')->nullable();
            $table->enum('state', ['open', 'closed', 'on hold'])->default('open');
            $table->decimal('price');
            $table->decimal('rate', 10, 4)->default(0.5);
            $table->decimal('total', 12, 2)->nullable()->default(null);
        });
    }

    public function down()
    {
        Schema::dropIfExists('others');
    }
};
