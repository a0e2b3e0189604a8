<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('plurals', function (Blueprint $table) {
            $table->foreignId('category_id')->constrained();
            $table->foreignId('company_id')->constrained();
            $table->foreignId('status_id')->constrained();
            $table->foreignId('person_id')->constrained();
            $table->foreignId('child_id')->constrained();
            $table->foreignId('address_id')->constrained();
            $table->foreignId('tax_id')->constrained();
            $table->foreignId('branch_id')->constrained();
            $table->foreignId('day_id')->constrained();
            $table->foreignId('analysis_id')->constrained();
            $table->foreignId('media_id')->constrained();
            $table->foreignId('news_id')->constrained();
            $table->foreignId('knife_id')->constrained();
            $table->foreignId('shelf_id')->constrained();
            $table->foreignId('quiz_id')->constrained();
            $table->foreignId('index_id')->constrained();
            $table->foreignId('hero_id')->constrained();
            $table->foreignId('photo_id')->constrained();
            $table->foreignId('bus_id')->constrained();
            $table->foreignId('user_role_id')->constrained();
            $table->foreignId('software_id')->constrained();
            $table->foreignId('equipment_id')->constrained();
            $table->foreignId('move_id')->constrained();
            $table->foreignId('woman_id')->constrained();
            $table->foreignId('datum_id')->constrained();
            $table->foreignId('criterion_id')->constrained();
            $table->foreignId('leaf_id')->constrained();
            $table->foreignId('virus_id')->constrained();
            $table->foreignId('curriculum_id')->constrained();
            $table->foreignId('house_id')->constrained();
            $table->foreignId('mouse_id')->constrained();
            $table->foreignId('gas_id')->constrained();
            $table->foreignId('series_id')->constrained();
            $table->foreignId('fish_id')->constrained();
        });
    }
};
