#!/usr/bin/env bash
# Says which stacks of each ring are to be deployed: those that differ from what was last deployed
# with success, and are not frozen today. Where a stack of a ring is due and frozen, nothing of the
# rings after it is due: what nobody has tried out there must not go further.
#
#   GH_TOKEN, REPOSITORY
#   DESPITE_FREEZE  true: frozen stacks as well
#   GITHUB_OUTPUT, GITHUB_STEP_SUMMARY
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
printf '| Ring | Stack | Deployment |\n|---|---|---|\n' >>"$GITHUB_STEP_SUMMARY"

# Whether the stack differs from its last deployment; if nobody can tell, it is deployed.
differs() {
  local sha changed
  sha=$("$here/deployed.sh" "$1") || exit
  if [[ -z $sha ]]; then
    why='never deployed before'
  elif ! changed=$(bin/tenantry stacks --changed-since "$sha" --json 2>/dev/null); then
    why="the last deployed commit ${sha:0:7} is gone"
  elif jq -e --arg stack "$1" 'index($stack)' <<<"$changed" >/dev/null; then
    why="touched since ${sha:0:7}"
  else
    why="as deployed by ${sha:0:7}"
    return 1
  fi
}

held=''
for ring in canary early broad; do
  names=$(bin/tenantry stacks --ring "$ring" --json)
  mapfile -t stacks < <(jq -r '.[]' <<<"$names")
  due=() waiting=''
  for stack in "${stacks[@]}"; do
    if differs "$stack"; then
      frozen=0
      window=$(bin/tenantry freeze "$stack") || frozen=$?
      if ((frozen != 0 && frozen != 3)); then exit "$frozen"; fi
      if ((frozen == 3)) && [[ ${DESPITE_FREEZE:-false} != true ]]; then
        why="not now: $window"
        waiting=${waiting:-"$stack of ring $ring is due and frozen"}
      elif [[ -n $held ]]; then
        why="not now: $held"
      else
        due+=("$stack")
        why="due: $why"
      fi
    fi
    echo "| $ring | $stack | $why |" >>"$GITHUB_STEP_SUMMARY"
  done
  echo "$ring=$(jq -cn '$ARGS.positional' --args -- "${due[@]}")" >>"$GITHUB_OUTPUT"
  if [[ -n $waiting && -z $held ]]; then
    held=$waiting
    echo "::notice::nothing is deployed after ring $ring: $held"
  fi
done
