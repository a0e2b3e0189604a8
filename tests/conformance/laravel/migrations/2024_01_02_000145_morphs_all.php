<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('taggables', function (Blueprint $table) {
            $table->morphs('taggable');
            $table->nullableMorphs('owner');
            $table->uuidMorphs('subject');
            $table->nullableUuidMorphs('cause', 'cause_idx');
            $table->numericMorphs('n');
        });
    }

    public function down(): void
    {
        Schema::table('taggables', function (Blueprint $table) {
            $table->dropMorphs('taggable');
            $table->dropMorphs('cause', 'cause_idx');
        });
    }
};
