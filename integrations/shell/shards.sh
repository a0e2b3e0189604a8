#!/usr/bin/env bash
# Spreads one run over several processes and puts the results together: the same bytes as one run.
#
#   shards.sh COUNT FILE.json [PATH...]
#
# A CI's matrix runs the first command once a machine, keeps part-*.json, and merges them in a last job.
# The program is $MIGLINT, else `miglint`. The exit code is miglint's.
set -euo pipefail

count=$1 result=$2
shift 2
miglint=${MIGLINT:-miglint}
parts=$(mktemp -d)
trap 'rm -rf "$parts"' EXIT
pids=()
for ((index = 1; index <= count; index++)); do
  "$miglint" check --fail-on never --shard "$index/$count" --format "json=$parts/part-$index.json" "$@" \
    </dev/null &
  pids+=($!)
done
# A part that cannot be read shows up in the merge as well.
for pid in "${pids[@]}"; do wait "$pid" || true; done
"$miglint" merge "$parts"/part-*.json --format "json=$result"
