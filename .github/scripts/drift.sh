#!/usr/bin/env bash
# Compares a stack's state with the world, and changes neither.
#
#   drift.sh STACK REPORT
#
#   GITHUB_OUTPUT  receives drift=true or drift=false
set -euo pipefail
stack=$1 report=$2
code=0
pulumi refresh --preview-only --expect-no-changes --diff --stack "$stack" --non-interactive \
  --color never >"$report" 2>&1 || code=$?
cat "$report"
if ((code == 0)); then
  echo 'drift=false' >>"$GITHUB_OUTPUT"
elif grep -q 'no changes were expected but changes' "$report"; then
  echo 'drift=true' >>"$GITHUB_OUTPUT"
else
  echo "::error::stack $stack could not be compared"
  exit "$code"
fi
