# Completion for bash; for zsh after `autoload -U +X bashcompinit && bashcompinit`.
#
#   source integrations/completion/miglint.bash
#
# What there is to complete is read off `--help` (3 ms), so it is that of the installed version.
# shellcheck shell=bash

# The lines of a help text that name an option or a command: "  --color auto|always|never   Colour".
_miglint_section() { sed -n "/^$1:\$/,/^\$/p" | sed -n 's/^  \([^ ].*\)$/\1/p'; }

# The words an option takes, off the same lines.
_miglint_values() {
  sed -n "s/^\\([^ ]*,\\)\\{0,1\\}$1 \\([a-z]*|[a-z|]*\\).*/\\2/p" | tr '|' '\n'
}

_miglint() {
  local program=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local command=${COMP_WORDS[1]:-} help words
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    help=$("$program" --help 2>/dev/null)
    words=$(_miglint_section Commands <<<"$help" | cut -d ' ' -f 1)
    [[ $word != -* ]] || words='--help --version'
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    return
  fi
  help=$("$program" "$command" --help 2>/dev/null)
  if [[ $previous == --* ]]; then
    words=$(_miglint_section Options <<<"$help" | _miglint_values "$previous")
    if [ -n "$words" ]; then
      mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
      return
    fi
  fi
  if [[ $word == -* ]]; then
    words=$(_miglint_section Options <<<"$help" | cut -d ' ' -f 1 | tr ',' '\n')
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  elif [ "$command" = explain ]; then
    words=$("$program" rules --format json 2>/dev/null | grep -o '"id": *"[^"]*"' | cut -d '"' -f 4)
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}
complete -o filenames -F _miglint miglint
