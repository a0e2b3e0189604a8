#!/usr/bin/env bash
# For any CI: lints what the current branch changes, as it differs from BASE (default: origin/main).
#
#   changed.sh [BASE] [miglint's own options]
#
# The program is $MIGLINT, else `miglint`. The exit code is miglint's.
set -euo pipefail

base=${1:-origin/main}
[ $# -eq 0 ] || shift
exec "${MIGLINT:-miglint}" check --since "$base" "$@" </dev/null
