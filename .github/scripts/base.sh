#!/usr/bin/env bash
# Writes down what a stack declares before a pull request, for a plan without an engine to compare
# with. Where that cannot be had there is no file: such a plan counts everything as created, and
# says so.
#
#   base.sh STACK FILE
#
#   BASE  the branch that it shall be merged into, as origin has it
set -euo pipefail
stack=$1 file=$PWD/$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"; git worktree prune' EXIT
git worktree add --quiet --detach "$folder/base" "$(git merge-base "origin/$BASE" HEAD)"
if [[ ! -d $folder/base/stacks/$stack ]]; then
  echo "stack $stack is new"
  exit
fi
# The plan's exit code says what would change, which nobody asked.
(
  cd "$folder/base" && make build && bin/tenantry plan "$stack" --offline --record "$file"
) >"$folder/log" 2>&1 || true
if [[ ! -s $file ]]; then
  echo "::warning::no comparison: the base could not say what stack $stack declares"
  tail -n 40 "$folder/log"
fi
