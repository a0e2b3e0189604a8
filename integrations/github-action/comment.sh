#!/usr/bin/env bash
# Keeps one comment with the report in the pull request: the first run writes it, later ones change it.
set -euo pipefail

number=$(jq -r '.pull_request.number // empty' "$GITHUB_EVENT_PATH")
if [[ -z $number || ! -s ${REPORT_FILE:-} ]]; then
  echo 'No pull request, or no report: no comment.'
  exit 0
fi

# Hidden in the comment, so that it is found again.
marker='<!-- miglint report -->'
body=$(mktemp "${RUNNER_TEMP:-/tmp}/miglint-comment-XXXXXX")
{ echo "$marker"; cat "$REPORT_FILE"; } | jq -Rs '{body: .}' >"$body"

comments=repos/$GITHUB_REPOSITORY/issues/$number/comments
ids=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$marker\")) | .id") || ids=
id=${ids%%$'\n'*}
if [[ -n $id ]]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --input "$body" && exit 0
else
  gh api --silent --method POST "$comments" --input "$body" && exit 0
fi
echo '::notice title=miglint::The comment could not be written: the job needs the permission pull-requests write.'
