<?php

use Phinx\Migration\AbstractMigration;

class RawSql extends AbstractMigration
{
    public function up(): void
    {
        $this->execute('UPDATE users SET title = \'x\' WHERE title IS NULL');
        $this->execute(<<<SQL
            CREATE VIEW active AS SELECT * FROM users
        SQL);
    }

    public function down(): void
    {
        $this->execute('DROP VIEW active');
    }
}
