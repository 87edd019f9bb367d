#!/usr/bin/env bash
# Prints which stacks workflows deploy, those that have a ring, as a JSON array.
set -euo pipefail
all='[]'
for ring in canary early broad; do
  names=$(bin/tenantry stacks --ring "$ring" --json)
  all=$(jq -c --argjson more "$names" '. + $more' <<<"$all")
done
echo "$all"
