<?php
// What real Illuminate would send for migrations: runs up() and down() of each file against a
// connection that only pretends, and prints a JSON line for each statement.
//
//   php illuminate.php mysql|pgsql FOLDER|FILE [FRAMEWORK]
//
// FRAMEWORK is the `src` folder of a checkout of laravel/framework; without it Debian's
// php-illuminate-database (8.83) is used.
[, $driver, $folder] = $argv;
$framework = $argv[3] ?? null;
error_reporting(E_ALL & ~E_DEPRECATED);

if ($framework === null) {
    require '/usr/share/php/Illuminate/Database/autoload.php';
    @include_once '/usr/share/php/Illuminate/Events/autoload.php';
} else {
    require __DIR__.'/newer-framework.php';
    load_framework($framework);
}

/** Quotes as PDO's drivers do, without a server. */
class QuotingPdo
{
    public function __construct(private string $driver) {}

    public function quote($text)
    {
        return $this->driver === 'pgsql'
            ? "'".str_replace("'", "''", $text)."'"
            : "'".addcslashes($text, "\\'\"\n\r")."'";
    }

    public function getAttribute($attribute)
    {
        return '8.4.0';
    }

    public function __call($name, $arguments)
    {
        return true;
    }
}

use Illuminate\Container\Container;
use Illuminate\Database\Eloquent\Model;
use Illuminate\Support\Facades\Facade;

$class = $driver === 'pgsql' ? Illuminate\Database\PostgresConnection::class : Illuminate\Database\MySqlConnection::class;
$connection = new $class(new QuotingPdo($driver), 'app', '', [
    'driver' => $driver, 'name' => $driver, 'prefix' => '', 'prefix_indexes' => true, 'version' => '8.4.0',
    'charset' => $driver === 'pgsql' ? 'utf8' : 'utf8mb4',
    'collation' => $driver === 'pgsql' ? null : 'utf8mb4_unicode_ci',
]);
$connection->useDefaultSchemaGrammar();

/** The manager that the facades ask. */
class OneConnection implements Illuminate\Database\ConnectionResolverInterface
{
    public function __construct(private $connection) {}

    public function connection($name = null)
    {
        return $this->connection;
    }

    public function getDefaultConnection()
    {
        return $this->connection->getName();
    }

    public function setDefaultConnection($name) {}

    public function __call($name, $arguments)
    {
        return $this->connection->$name(...$arguments);
    }
}

$app = new Container;
Container::setInstance($app);
$manager = new OneConnection($connection);
$app->instance('db', $manager);
$app->bind('db.schema', fn () => $connection->getSchemaBuilder());
$app->instance('config', new ArrayObject(['database.default' => $driver]));
Facade::setFacadeApplication($app);
Model::setConnectionResolver($manager);
foreach (['DB', 'Schema'] as $facade) {
    if (! class_exists($facade)) class_alias("Illuminate\\Support\\Facades\\$facade", $facade);
}

if (! function_exists('config')) {
    function config($key)
    {
        return Container::getInstance()->make('config')[$key] ?? null;
    }
}

/** Puts bound values into their places, as newer versions do by themselves. */
function with_bindings(string $sql, array $bindings, QuotingPdo $pdo, bool $booleans): string
{
    $parts = preg_split("/('(?:[^'\\\\]|''|\\\\.)*'|\\?\\?|\\?)/", $sql, -1, PREG_SPLIT_DELIM_CAPTURE);
    foreach ($parts as &$part) {
        if ($part !== '?' || $bindings === []) continue;
        $value = array_shift($bindings);
        $part = match (true) {
            $value === null => 'null',
            is_bool($value) => $booleans ? ($value ? 'true' : 'false') : ($value ? '1' : '0'),
            is_int($value), is_float($value) => (string) $value,
            default => $pdo->quote((string) $value),
        };
    }

    return implode('', $parts);
}

/** The migration of a file, which may be loaded once only. */
function migration_of(string $file)
{
    static $made = [];
    if (isset($made[$file])) return $made[$file];
    $before = get_declared_classes();
    $migration = require $file;
    if (! is_object($migration)) {
        foreach (array_diff(get_declared_classes(), $before) as $class) {
            if (is_subclass_of($class, Illuminate\Database\Migrations\Migration::class)) $migration = new $class;
        }
    }

    return $made[$file] = $migration;
}

$files = is_dir($folder) ? glob("$folder/*_*.php") : [$folder];
sort($files);
foreach ($files as $file) {
    foreach (['up', 'down'] as $direction) {
        try {
            $migration = migration_of($file);
            if (! method_exists($migration, $direction)) continue;
            $queries = $connection->pretend(fn () => $migration->$direction());
        } catch (Throwable $failure) {
            echo json_encode(['file' => basename($file), 'direction' => $direction, 'error' => $failure->getMessage()]), "\n";
            continue;
        }
        foreach ($queries as $query) {
            $sql = ! method_exists($connection->getQueryGrammar(), 'substituteBindingsIntoRawSql') ? with_bindings($query['query'], $query['bindings'], new QuotingPdo($driver), $driver === 'pgsql') : $query['query'];
            echo json_encode(['file' => basename($file), 'direction' => $direction, 'sql' => $sql], JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE), "\n";
        }
    }
}
