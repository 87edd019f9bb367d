#!/usr/bin/env bash
# Keeps one open issue for a stack that has drifted, and closes it when the drift is gone.
#
#   drift-issue.sh STACK REPORT
#
#   GH_TOKEN, REPOSITORY
#   DRIFT    true or false, as drift.sh found
#   RUN_URL  the run that found it
set -euo pipefail
stack=$1 report=$2
marker="<!-- tenantry drift $stack -->"
report_bytes_max=50000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
query='state=open&labels=drift&per_page=100'
gh api --paginate "repos/$REPOSITORY/issues?$query" >"$work/issues.json"
issue=$(jq -rs --arg marker "$marker" '
  (add // [])
  | map(select(.user.login == "github-actions[bot]" and (.body // "" | startswith($marker))))
  | first | .number // empty' "$work/issues.json")

if [[ $DRIFT != true ]]; then
  if [[ -z $issue ]]; then
    echo "stack $stack has not drifted"
    exit 0
  fi
  jq -n --arg body "The drift is gone: $RUN_URL" '{$body}' >"$work/comment.json"
  gh api --method POST "repos/$REPOSITORY/issues/$issue/comments" --input "$work/comment.json" \
    --silent
  gh api --method PATCH "repos/$REPOSITORY/issues/$issue" -f state=closed \
    -f state_reason=completed --silent
  echo "issue $issue closed"
  exit 0
fi

{
  printf '%s\nSomething of stack %s is no longer as it was deployed. What to do: ' \
    "$marker" "$stack"
  printf 'docs/runbooks/drift.md. Found by %s\n\n' "$RUN_URL"
  # Indented, not fenced: no line can end it.
  sed 's/^/    /' "$report" >"$work/report"
  head -c "$report_bytes_max" "$work/report" | iconv -c -f UTF-8 -t UTF-8
  if (($(wc -c <"$work/report") > report_bytes_max)); then
    printf '\n\nThe report goes on in the log of the run.\n'
  fi
} >"$work/body.md"
jq -n --arg title "Stack $stack has drifted" --rawfile body "$work/body.md" \
  '{$title, $body, labels: ["drift"]}' >"$work/request.json"
if [[ -n $issue ]]; then
  gh api --method PATCH "repos/$REPOSITORY/issues/$issue" --input "$work/request.json" --silent
  echo "issue $issue rewritten"
else
  gh api --method POST "repos/$REPOSITORY/issues" --input "$work/request.json" --silent
  echo 'issue made'
fi
