#!/usr/bin/env bash
# Prints the commit that a stack's last successful deployment was of; nothing if there is none.
#
#   deployed.sh STACK
#
#   GH_TOKEN, REPOSITORY
set -euo pipefail
deployments=$(gh api "repos/$REPOSITORY/deployments?environment=$1&per_page=100")
mapfile -t candidates < <(
  jq -r '.[] | select(.sha | test("^[0-9a-f]{40}$")) | "\(.id) \(.sha)"' <<<"$deployments"
)
for candidate in "${candidates[@]}"; do
  read -r id sha <<<"$candidate"
  statuses=$(gh api "repos/$REPOSITORY/deployments/$id/statuses?per_page=100")
  # A success is no longer the newest status once another deployment has followed it.
  if jq -e 'any(.[]; .state == "success")' <<<"$statuses" >/dev/null; then
    echo "$sha"
    break
  fi
done
