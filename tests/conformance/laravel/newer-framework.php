<?php
// Loads a checkout of laravel/framework with the packages that Debian has of its dependencies, and
// the few functions of newer PHP versions that it uses.

function load_framework(string $source): void
{
    spl_autoload_register(function ($class) use ($source) {
        $path = str_replace('\\', '/', $class);
        $candidates = ["$source/$path.php"];
        if (str_starts_with($class, 'Illuminate\\Support\\')) {
            foreach (['Collections', 'Macroable', 'Conditionable', 'Reflection'] as $part) {
                $candidates[] = "$source/Illuminate/$part/".substr($path, strlen('Illuminate/Support/')).'.php';
            }
        }
        $candidates[] = "/usr/share/php/$path.php";
        foreach ($candidates as $file) {
            if (is_file($file)) {
                require_once $file;

                return;
            }
        }
    });
    foreach (['Collections/functions', 'Collections/helpers', 'Reflection/helpers', 'Support/functions', 'Support/helpers'] as $file) {
        if (is_file("$source/Illuminate/$file.php")) require_once "$source/Illuminate/$file.php";
    }
    foreach (['Doctrine/Inflector', 'Carbon', 'Psr/Container'] as $package) {
        if (is_file("/usr/share/php/$package/autoload.php")) require_once "/usr/share/php/$package/autoload.php";
    }
}

if (! enum_exists('SortDirection')) {
    enum SortDirection
    {
        case Ascending;
        case Descending;
    }
}

if (! function_exists('array_first')) {
    function array_first(array $array)
    {
        return $array === [] ? null : reset($array);
    }

    function array_last(array $array)
    {
        return $array === [] ? null : end($array);
    }

    function array_all(array $array, callable $test): bool
    {
        foreach ($array as $key => $value) {
            if (! $test($value, $key)) return false;
        }

        return true;
    }

    function array_any(array $array, callable $test): bool
    {
        foreach ($array as $key => $value) {
            if ($test($value, $key)) return true;
        }

        return false;
    }
}
