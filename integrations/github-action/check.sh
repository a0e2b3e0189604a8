#!/usr/bin/env bash
# Runs miglint. Findings do not fail this step: gate.sh does that once the results are uploaded.
set -euo pipefail

output() { printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

# A value of the event that started the workflow; empty when there is none.
event() { jq -r "$1 // empty" "$GITHUB_EVENT_PATH"; }

# The token of a fork's pull request can only read, whatever the workflow asks for.
may_write=true
if [[ ${GITHUB_EVENT_NAME:-} == pull_request ]] &&
  [[ $(event .pull_request.head.repo.full_name) != "$GITHUB_REPOSITORY" ]]; then
  may_write=false
  echo 'The pull request comes from a fork: its token can only read, so nothing is uploaded and no comment written.'
fi
output may-write "$may_write"

# What is compared with: the base of the pull request. A shallow clone may not have it.
base=${INPUT_BASE:-}
if [[ -z $base && ${INPUT_CHANGED_ONLY:-true} == true && ${GITHUB_EVENT_NAME:-} == pull_request ]]; then
  base=$(event .pull_request.base.sha)
fi
if [[ $base == -* ]]; then
  echo "::error title=miglint::The input base is no revision"
  output exit-code 2
  exit 0
fi
if [[ -n $base ]] && ! git merge-base "$base" HEAD >/dev/null 2>&1; then
  if [[ $(git rev-parse --is-shallow-repository) == true ]]; then
    git fetch --quiet --no-tags --unshallow origin || true
  fi
  git fetch --quiet --no-tags origin "$base" || true
fi

work=$(mktemp -d "${RUNNER_TEMP:-/tmp}/miglint-XXXXXX")
sarif=${INPUT_SARIF:-miglint.sarif}
command=check
[[ ${INPUT_VERIFY:-false} != true ]] || command=verify
arguments=("$command" --format "sarif=$sarif" --format "markdown=$work/report.md" --format "json=$work/result.json"
  --fail-on "${INPUT_FAIL_ON:-error}")
if [[ ${INPUT_ANNOTATIONS:-true} == true ]]; then arguments+=(--format github)
else arguments+=(--format text)
fi
[[ -z $base ]] || arguments+=(--since "$base")
if [[ -n ${INPUT_BASELINE:-} ]]; then
  # A run on a server tells of what was run; a baseline would hide it.
  if [[ $command == verify ]]; then echo '::notice title=miglint::The input baseline is not used with verify'
  else arguments+=(--baseline "$INPUT_BASELINE")
  fi
fi
[[ -z ${INPUT_CONFIG:-} ]] || arguments+=(--config "$INPUT_CONFIG")
[[ -z ${INPUT_SERVER_VERSION:-} ]] || arguments+=(--server-version "$INPUT_SERVER_VERSION")
arguments+=(--)
while IFS= read -r path; do
  [[ -z $path ]] || arguments+=("$path")
done <<<"${INPUT_PATHS:-}"

exit_code=0
"${INPUT_MIGLINT:-miglint}" "${arguments[@]}" </dev/null || exit_code=$?

output exit-code "$exit_code"
if [[ -s $work/result.json ]]; then
  output sarif-file "$sarif"
  output report-file "$work/report.md"
  output errors "$(jq .summary.errors "$work/result.json")"
  output findings "$(jq '.summary | .errors + .warnings + .notes' "$work/result.json")"
fi
