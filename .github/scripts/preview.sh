#!/usr/bin/env bash
# Plans one stack and keeps what was found as files; ends with 0 unless the plan failed (1) or a
# mandatory rule is violated (3).
#
#   preview.sh STACK FOLDER
#
#   OFFLINE              true: without an engine and credentials
#   AGAINST              a file of base.sh's to compare with then; it may be missing
#   LIMIT                characters that the stack may have of a comment that several share
#   RUN_URL              the run, which keeps everything
#   GITHUB_STEP_SUMMARY  receives the same text as the comment
set -euo pipefail
stack=$1 folder=$2 limit=${LIMIT:-57500}
mkdir -p "$folder"
options=()
if [[ ${OFFLINE:-false} == true ]]; then
  options+=(--offline)
  if [[ -s ${AGAINST:-} ]]; then options+=(--against "$AGAINST"); fi
fi
code=0
bin/tenantry plan "$stack" "${options[@]}" --markdown --limit "$limit" \
  --details-at "$RUN_URL" --json "$folder/$stack.json" --sarif "$folder/$stack.sarif" \
  >"$folder/$stack.md" 2>"$folder/$stack.log" || code=$?
cat "$folder/$stack.log" "$folder/$stack.md"
# Wrong usage and a killed process end with more than 3, a fault of the program's without a text.
if [[ ! -s $folder/$stack.md || $code -gt 3 ]]; then
  code=1
  {
    printf '### Stack %s: the plan failed\n\n' "$stack"
    # Indented, not fenced: no line can end it. The indentation and the heading count, too.
    tail -n 40 "$folder/$stack.log" | tail -c "$((limit - 400))" | sed 's/^/    /'
  } >"$folder/$stack.md"
fi
echo "$code" >"$folder/$stack.code"
cat "$folder/$stack.md" >>"$GITHUB_STEP_SUMMARY"
case $code in
  0 | 2) exit 0 ;;
  *) exit "$code" ;;
esac
