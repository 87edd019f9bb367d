#!/usr/bin/env bash
# Gives the rules' findings of each stack to code scanning.
#
#   upload-findings.sh FOLDER
#
#   GH_TOKEN, REPOSITORY, NUMBER, HEAD_SHA
set -euo pipefail
folder=$1
# GitHub takes 10 MB after gzip. What fetch-previews.sh cut is no JSON: it is left out, aloud.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mapfile -t stacks <"$folder/stacks"
for stack in "${stacks[@]}"; do
  [[ -s $folder/$stack.sarif ]] || continue
  # One analysis a stack: without an identifier of its own the last one would replace the others.
  if ! jq -c --arg id "tenantry/$stack/" '
    if .version == "2.1.0" then .runs[].automationDetails.id = $id else error("no SARIF") end' \
    "$folder/$stack.sarif" >"$work/findings.sarif" 2>"$work/error"; then
    echo "::warning::the findings of $stack cannot be read"
    continue
  fi
  gzip -9 -n -c "$work/findings.sarif" | base64 -w 0 >"$work/findings"
  jq -n --arg commit_sha "$HEAD_SHA" --arg ref "refs/pull/$NUMBER/head" \
    --rawfile sarif "$work/findings" '{$commit_sha, $ref, $sarif}' >"$work/request.json"
  if gh api --method POST "repos/$REPOSITORY/code-scanning/sarifs" --input "$work/request.json" \
    --silent; then
    echo "findings of $stack uploaded"
  else
    echo "::warning::code scanning did not take the findings of $stack; is it on in the settings?"
  fi
done
