#!/usr/bin/env bash
# Fetches what the previews of one run found, and makes sure which pull request they belong to.
#
#   fetch-previews.sh FOLDER
#
# What a run leaves behind was written by code of the pull request. So nothing of it is executed or
# sourced; only files of known names are read, each up to a size, never unpacked to where they say;
# and the number in it counts only if that pull request is at the commit that the run was for.
#
#   GH_TOKEN, REPOSITORY    this repository, as owner/name
#   RUN_ID                  of the run, from the event
#   PULL_REQUESTS           those of the run, from the event, as JSON; GitHub leaves out a fork's
#   HEAD_SHA, HEAD_REPOSITORY  the commit and the repository that it ran for, from the event
#   GITHUB_OUTPUT           receives number=<pull request>, empty if there is nothing to say
#
# FOLDER receives `stacks`, with <stack>.md, .code and .sarif of those that have a result;
# `left-out`, how many more stacks there are; and `failed` instead if the run found out nothing.
set -euo pipefail
folder=$1
# Code scanning takes 10 MB of findings, packed.
zip_bytes_max=12000000
findings_bytes_max=50000000
file_bytes_max=1000000
stacks_max=50
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$folder"

nothing() {
  echo "::notice::$1"
  echo 'number=' >>"$GITHUB_OUTPUT"
  exit 0
}

# The named file of an archive, cut after the most that is read; empty if it is not there.
entry() {
  { unzip -p "$1" "$2" 2>/dev/null || true; } | head -c $((${3:-$file_bytes_max} + 1))
}

# The archive of that name; not if it is too large.
archive() {
  local id
  id=$(jq -r --arg name "$1" --argjson most "$zip_bytes_max" '
    [.[].artifacts[] | select(.name == $name and .size_in_bytes <= $most)] | last | .id // empty' \
    "$work/artifacts.json")
  [[ $id =~ ^[0-9]+$ ]] || return 1
  gh api "repos/$REPOSITORY/actions/artifacts/$id/zip" >"$work/$1.zip"
}

gh api --paginate "repos/$REPOSITORY/actions/runs/$RUN_ID/artifacts?per_page=100" |
  jq -s . >"$work/artifacts.json"
if archive pull-request; then
  entry "$work/pull-request.zip" request.json >"$work/request.json"
  number=$(jq -r '.number | select(type == "number")' "$work/request.json" 2>/dev/null || true)
else
  # Such as of a build that is broken. What was said of the commit before must not stay as it is.
  number=$(jq -r 'select(length == 1) | .[0].number' <<<"${PULL_REQUESTS:-[]}")
  [[ -n $number ]] || nothing 'the run left no request behind'
  echo '{}' >"$work/request.json"
  : >"$folder/failed"
fi
if [[ ! $number =~ ^[1-9][0-9]{0,9}$ ]]; then
  echo '::error::the run names no pull request'
  exit 1
fi
gh api "repos/$REPOSITORY/pulls/$number" >"$work/pull.json"
if [[ $(jq -r '.head.repo.full_name // ""' "$work/pull.json") != "$HEAD_REPOSITORY" ]]; then
  echo "::error::pull request $number is not from the repository that the run was for"
  exit 1
fi
if [[ $(jq -r '.head.sha' "$work/pull.json") != "$HEAD_SHA" ]]; then
  nothing "pull request $number is at another commit than the run"
fi

jq -r '.stacks[]? | select(type == "string")' "$work/request.json" |
  { grep -E '^[a-z][a-z0-9-]{0,62}$' || true; } | sort -u >"$work/stacks"
head -n "$stacks_max" "$work/stacks" >"$folder/stacks"
all=$(wc -l <"$work/stacks")
if ((all > stacks_max)); then echo "$((all - stacks_max))" >"$folder/left-out"; fi
mapfile -t stacks <"$folder/stacks"
for stack in "${stacks[@]}"; do
  if archive "preview-$stack"; then
    entry "$work/preview-$stack.zip" "$stack.md" >"$folder/$stack.md"
    entry "$work/preview-$stack.zip" "$stack.sarif" "$findings_bytes_max" >"$folder/$stack.sarif"
    code=$(entry "$work/preview-$stack.zip" "$stack.code" | head -c 2)
    if [[ $code =~ ^[0-3]$ ]]; then echo "$code" >"$folder/$stack.code"; fi
  fi
done
echo "number=$number" >>"$GITHUB_OUTPUT"
