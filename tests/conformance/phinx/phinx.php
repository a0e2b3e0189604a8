<?php
// What real Phinx would send for migrations: runs each file up and down, by Phinx's own adapters,
// on a connection that only writes down what it is given, and prints a JSON line for each statement.
//
//   php phinx.php mysql|pgsql FOLDER PHINX
//
// PHINX is the `src` folder of a checkout of cakephp/phinx; Symfony's console is Debian's
// php-symfony-console. What Phinx asks the catalog is answered from the statements before.
[, $driver, $folder, $source] = $argv;
error_reporting(E_ALL & ~E_DEPRECATED);
require '/usr/share/php/Symfony/Component/Console/autoload.php';
spl_autoload_register(function ($class) use ($source) {
    $file = $source.'/'.str_replace('\\', '/', $class).'.php';
    if (is_file($file)) require $file;
});

/** Rows of an answer. */
class Answer extends PDOStatement
{
    public array $rows = [];
    public ?RecordingPdo $pdo = null;
    public string $sql = '';

    public function fetch(int $mode = PDO::FETCH_DEFAULT, int $cursorOrientation = PDO::FETCH_ORI_NEXT, int $cursorOffset = 0): mixed
    {
        return array_shift($this->rows) ?? false;
    }

    public function fetchAll(int $mode = PDO::FETCH_DEFAULT, mixed ...$args): array
    {
        return $this->rows;
    }

    public function rowCount(): int
    {
        return count($this->rows);
    }

    public function execute(?array $params = null): bool
    {
        $sql = preg_replace_callback('/\?/', function () use (&$params) {
            $value = array_shift($params);

            return match (true) {
                $value === null => 'null',
                is_int($value), is_float($value) => (string) $value,
                default => $this->pdo->quote((string) $value),
            };
        }, $this->sql);
        $this->pdo->exec($sql);

        return true;
    }
}

/** A connection without a server. */
class RecordingPdo extends PDO
{
    public array $sent = [];
    private array $tables = ['phinxlog'];
    private array $indexes = [];
    private array $keys = [];

    public function __construct(private string $driver) {}

    public function quote(string $string, int $type = PDO::PARAM_STR): string|false
    {
        return $this->driver === 'pgsql'
            ? "'".str_replace("'", "''", $string)."'"
            : "'".addcslashes($string, "\\'\"\n\r")."'";
    }

    public function getAttribute(int $attribute): mixed
    {
        return $this->driver === 'pgsql' ? '16.0' : '8.4.0';
    }

    public function exec(string $statement): int|false
    {
        $this->sent[] = $statement;
        $this->remember(str_replace(['`', '"', 'public.'], '', $statement));

        return 0;
    }

    public function prepare(string $query, array $options = []): PDOStatement|false
    {
        $answer = new Answer;
        [$answer->pdo, $answer->sql] = [$this, $query];

        return $answer;
    }

    public function query(string $query, ?int $fetchMode = null, mixed ...$fetchModeArgs): PDOStatement|false
    {
        $answer = new Answer;
        $answer->rows = $this->answer(str_replace(['`', '"'], '', $query));
        if (! preg_match('/information_schema|pg_|^SHOW/i', $query)) $this->sent[] = $query;

        return $answer;
    }

    private function remember(string $sql): void
    {
        if (preg_match('/^CREATE TABLE (\S+)/', $sql, $found)) $this->tables[] = $found[1];
        if (preg_match('/^DROP TABLE (\S+?);?$/', $sql, $found)) {
            $this->tables = array_diff($this->tables, [$found[1]]);
            unset($this->indexes[$found[1]], $this->keys[$found[1]]);
        }
        if (preg_match('/^(?:RENAME TABLE (\S+) TO|ALTER TABLE (\S+) RENAME TO) (\S+?);?$/', $sql, $found)) {
            $this->tables = array_diff($this->tables, [$found[1] ?: $found[2]]);
            $this->tables[] = $found[3];
        }
        // Names that the server gives to what has none.
        if (preg_match('/^(?:CREATE|ALTER) TABLE (\S+)/', $sql, $table)) {
            preg_match_all('/(?<!PRIMARY|FOREIGN) KEY (\w+)? ?\(([\w,]+)/', $sql, $found, PREG_SET_ORDER);
            foreach ($found as [, $name, $columns]) {
                $columns = explode(',', $columns);
                $this->indexes[$table[1]][$name ?: $columns[0]] = $columns;
            }
            preg_match_all('/DROP (?:FOREIGN KEY|CONSTRAINT) (\w+)/', $sql, $found);
            foreach ($found[1] as $name) unset($this->keys[$table[1]][$name]);
            preg_match_all('/(?:CONSTRAINT (\w+) )?FOREIGN KEY \(([\w, ]+)\)/', $sql, $found, PREG_SET_ORDER);
            foreach ($found as [, $name, $columns]) {
                $name = $name ?: $table[1].'_ibfk_'.(count($this->keys[$table[1]] ?? []) + 1);
                $this->keys[$table[1]][$name] = explode(',', str_replace(' ', '', $columns));
            }
        }
        if (preg_match('/^CREATE .*INDEX (\w+) ON (\S+) .*?\(([\w, ]+)\)/', $sql, $found)) {
            $this->indexes[$found[2]][$found[1]] = explode(',', str_replace(' ', '', $found[3]));
        }
    }

    private function answer(string $sql): array
    {
        if (preg_match("/TABLE_NAME = '(\w+)'\s*$/i", $sql, $found) && preg_match('/FROM information_schema.tables/i', $sql)) {
            return in_array($found[1], $this->tables, true) ? [['TABLE_NAME' => $found[1]]] : [];
        }
        $rows = [];
        if (preg_match('/^SHOW INDEXES FROM (\w+)/', $sql, $found) || preg_match("/t.relname = '(\w+)'/", $sql, $found)) {
            foreach ($this->indexes[$found[1]] ?? [] as $name => $columns) {
                foreach ($columns as $column) {
                    $rows[] = ['Key_name' => $name, 'Column_name' => $column, 'index_name' => $name, 'column_name' => $column];
                }
            }

            return $rows;
        }
        if (preg_match('/^SHOW (FULL )?COLUMNS/', $sql)) {
            foreach (['title', 'old_title'] as $name) {
                $rows[] = ['Field' => $name, 'Type' => 'varchar(255)', 'Null' => 'YES', 'Default' => null, 'Extra' => '', 'Comment' => ''];
            }

            return $rows;
        }
        if (str_contains($sql, 'column_exists')) return [['column_exists' => 1]];
        if (preg_match("/table_name = '(\w+)'\s+ORDER BY ordinal_position/", $sql)) {
            foreach (['title', 'amount', 'is_active', 'c'] as $name) {
                $rows[] = ['column_name' => $name, 'data_type' => 'text', 'udt_name' => 'text', 'is_identity' => 'NO', 'is_nullable' => 'YES', 'column_default' => null, 'character_maximum_length' => null, 'numeric_precision' => null, 'numeric_scale' => null, 'datetime_precision' => null, 'identity_generation' => null];
            }

            return $rows;
        }
        if (preg_match('/KEY_COLUMN_USAGE|key_column_usage/', $sql) && preg_match("/TABLE_NAME ?= ?'(\w+)'/i", $sql, $found)) {
            if (str_contains($sql, 'PRIMARY KEY')) {
                return [['CONSTRAINT_NAME' => 'PRIMARY', 'COLUMN_NAME' => 'id', 'constraint_name' => $found[1].'_pkey', 'column_name' => 'id']];
            }
            foreach ($this->keys[$found[1]] ?? [] as $name => $columns) {
                foreach ($columns as $column) {
                    $row = ['constraint_name' => $name, 'table_name' => $found[1], 'column_name' => $column, 'referenced_table_name' => 'r', 'referenced_column_name' => 'id'];
                    $rows[] = $row + array_change_key_case($row, CASE_UPPER);
                }
            }

            return $rows;
        }
        if (preg_match('/count\(\*\)/i', $sql)) return [['count' => 1]];

        return [];
    }
}

$class = $driver === 'pgsql' ? Phinx\Db\Adapter\PostgresAdapter::class : Phinx\Db\Adapter\MysqlAdapter::class;
$pdo = new RecordingPdo($driver);
$adapter = new $class(['name' => 'app', 'adapter' => $driver, 'version_order' => 'creation', 'connection' => $pdo]);
$pdo->sent = [];

/** As Phinx\Migration\Manager\Environment does. */
function run($migration, string $direction, $adapter): void
{
    $migration->setMigratingUp($direction === 'up');
    $migration->setAdapter($adapter);
    if (! method_exists($migration, 'change')) {
        $migration->$direction();
    } elseif ($direction === 'down') {
        $proxy = Phinx\Db\Adapter\AdapterFactory::instance()->getWrapper('proxy', $adapter);
        $migration->setAdapter($proxy);
        $migration->change();
        $proxy->executeInvertedCommands();
    } else {
        $migration->change();
    }
    $migration->postFlightCheck();
}

$files = glob("$folder/*_*.php");
sort($files);
$steps = [];
foreach ($files as $file) $steps[] = [$file, 'up'];
foreach (array_reverse($files) as $file) $steps[] = [$file, 'down'];
foreach ($steps as [$file, $direction]) {
    require_once $file;
    [$version, $words] = explode('_', basename($file, '.php'), 2);
    $class = str_replace(' ', '', ucwords(str_replace('_', ' ', $words)));
    $migration = new $class('test', (int) $version);
    $pdo->sent = [];
    try {
        if (method_exists($migration, 'change') || method_exists($migration, $direction)) run($migration, $direction, $adapter);
    } catch (Throwable $failure) {
        echo json_encode(['file' => basename($file), 'direction' => $direction, 'error' => $failure->getMessage()]), "\n";
    }
    foreach ($pdo->sent as $sql) {
        echo json_encode(['file' => basename($file), 'direction' => $direction, 'sql' => $sql], JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE), "\n";
    }
}
