<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::table('posts', function (Blueprint $table) {
            $table->index('title');
            $table->index(['user_id', 'created_at']);
            $table->index(['a', 'b'], 'short_name');
            $table->unique('slug');
            $table->unique(['tenant_id', 'slug'], 'tenant_slug');
            $table->index('data', null, 'hash');
        });
    }

    public function down()
    {
        Schema::table('posts', function (Blueprint $table) {
            $table->dropIndex(['title']);
            $table->dropIndex('short_name');
            $table->dropUnique(['slug']);
            $table->dropUnique('tenant_slug');
        });
    }
};
