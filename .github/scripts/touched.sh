#!/usr/bin/env bash
# Says which stacks a pull request touches, and writes down whose request it is.
#
#   touched.sh FOLDER
#
#   BASE           the branch that it shall be merged into, as origin has it
#   NUMBER         of the pull request
#   CLOUD          true: stacks that workflows deploy can be compared with their state
#   GITHUB_OUTPUT  receives online=<JSON array> and offline=<JSON array>
set -euo pipefail
folder=$1
stacks=$(bin/tenantry stacks --changed-since "origin/$BASE" --json)
mkdir -p "$folder"
jq -n --argjson number "$NUMBER" --argjson stacks "$stacks" '{$number, $stacks}' \
  >"$folder/request.json"
deployed='[]'
if [[ $CLOUD == true ]]; then deployed=$("$(dirname "${BASH_SOURCE[0]}")/ringed.sh"); fi
jq -r --argjson deployed "$deployed" '. - (. - $deployed) | "online=\(.)"' <<<"$stacks" \
  >>"$GITHUB_OUTPUT"
jq -r --argjson deployed "$deployed" '. - $deployed | "offline=\(.)"' <<<"$stacks" \
  >>"$GITHUB_OUTPUT"
bin/tenantry stacks --changed-since "origin/$BASE"
