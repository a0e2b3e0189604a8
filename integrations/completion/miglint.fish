# Completion for fish: link it into ~/.config/fish/completions, or
#
#   source integrations/completion/miglint.fish
#
# What there is to complete is read off `--help` (3 ms), so it is that of the installed version.

# The words before the cursor: the program, the command, ...
function __miglint_words
    commandline --cut-at-cursor --tokenize --current-process
end

function __miglint_commands
    set -l words (__miglint_words)
    $words[1] --help 2>/dev/null | sed -n '/^Commands:$/,/^$/p' |
        string replace --filter --regex '^  (\S+)\s+(\S.*)$' '$1\t$2'
end

# Each option on a line of its own: "--color", a tab, the words that it takes or nothing, a tab, what it does.
function __miglint_options
    set -l words (__miglint_words)
    set -l names
    set -l values
    $words[1] $words[2] --help 2>/dev/null | sed -n '/^Options:$/,/^$/p' | while read --line line
        set -l head (string match --regex --groups-only '^  (-\S+)(?: (\S+).*?)?(?:  +(\S.*))?$' -- $line)
        if test (count $head) -gt 0
            set names (string split , -- $head[1])
            set values (string match --regex --groups-only '^  -\S+ ([a-z]+(?:\|[a-z]+)+)' -- $line)
            set -l text (string match --regex --groups-only '  +(\S.*)$' -- (string sub --start 3 -- $line))
            test -n "$text"; and __miglint_print_options "$values" "$text" $names
        else if test -n "$line"
            __miglint_print_options "$values" (string trim -- $line) $names
        end
    end
end

function __miglint_print_options --argument-names values text
    for name in $argv[3..]
        printf '%s\t%s\t%s\n' $name $values $text
    end
end

function __miglint_complete
    set -l words (__miglint_words)
    set -l current (commandline --current-token)
    if string match --quiet -- '--*' $words[-1]
        set -l values (__miglint_options | string match --regex --groups-only -- "^$words[-1]\t([^\t]+)\t")
        if test -n "$values[1]"
            string split '|' -- $values[1]
            return
        end
    end
    if string match --quiet -- '-*' $current
        __miglint_options | string replace --regex '\t[^\t]*\t' '\t'
    else if test "$words[2]" = explain
        $words[1] rules --format json 2>/dev/null | string replace --filter --regex '^.*"id": *"([^"]*)".*"title": *"([^"]*)".*$' '$1\t$2'
    else
        __fish_complete_path $current
    end
end

complete --command miglint --no-files --condition 'test (count (__miglint_words)) -eq 1' --arguments '(__miglint_commands)'
complete --command miglint --no-files --condition 'test (count (__miglint_words)) -eq 1' --long-option help --description 'Print this help'
complete --command miglint --no-files --condition 'test (count (__miglint_words)) -eq 1' --long-option version --description 'Print the version'
complete --command miglint --no-files --condition 'test (count (__miglint_words)) -gt 1' --arguments '(__miglint_complete)'
