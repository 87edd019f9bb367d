#!/usr/bin/env bash
# Says which stacks a pull request touches, and writes down whose request it is.
#
#   touched.sh FOLDER
#
#   BASE           the branch that it shall be merged into, as origin has it
#   NUMBER         of the pull request
#   CLOUD          true: stacks that workflows deploy can be compared with their state
#   GITHUB_OUTPUT  receives online=<JSON array> and offline=<JSON array>, and limit=<characters>:
#                  what one stack may have of the comment that all of them share
set -euo pipefail
folder=$1
# GitHub takes 65,536 characters; a line for each stack and a few words come on top of the plans.
# fetch-previews.sh reads no more stacks than these.
characters_max=57500
stacks_max=50
stacks=$(bin/tenantry stacks --changed-since "origin/$BASE" --json)
mkdir -p "$folder"
jq -n --argjson number "$NUMBER" --argjson stacks "$stacks" '{$number, $stacks}' \
  >"$folder/request.json"
deployed='[]'
if [[ $CLOUD == true ]]; then deployed=$("$(dirname "${BASH_SOURCE[0]}")/ringed.sh"); fi
jq -r --argjson deployed "$deployed" --argjson all "$characters_max" --argjson most "$stacks_max" '
  "online=\(. - (. - $deployed))", "offline=\(. - $deployed)",
  "limit=\($all / ([[length, $most] | min, 1] | max) | floor)"' <<<"$stacks" >>"$GITHUB_OUTPUT"
bin/tenantry stacks --changed-since "origin/$BASE"
