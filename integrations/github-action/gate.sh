#!/usr/bin/env bash
# Fails the job as miglint's exit code says, once everything else is done.
set -euo pipefail

case ${EXIT_CODE:-} in
  0) ;;
  1) echo 'miglint has findings at or above fail-on.'; exit 1 ;;
  2) echo 'miglint could not read everything; its log tells what.'; exit 2 ;;
  *) echo 'miglint did not run.'; exit 2 ;;
esac
