#!/usr/bin/env bash
# Adds the report to the summary of the job.
set -euo pipefail

if [[ -s ${REPORT_FILE:-} ]]; then
  cat "$REPORT_FILE" >>"$GITHUB_STEP_SUMMARY"
else
  echo 'miglint did not finish; its log tells why.' >>"$GITHUB_STEP_SUMMARY"
fi
