#!/usr/bin/env bash
# Says on a pull request what the previews of its stacks found: one comment, rewritten in place.
#
#   comment.sh FOLDER
#
# FOLDER is what fetch-previews.sh filled: `stacks`, and <stack>.md and <stack>.code of those that
# have a result. All of it is somebody else's text: it is shown and nothing else.
#
#   GH_TOKEN, REPOSITORY, NUMBER, HEAD_SHA
#   RUN_URL   the run whose artifacts hold everything, for what does not fit
#   FORK      true: the text was made by a stranger's code
set -euo pipefail
folder=$1
marker='<!-- tenantry preview -->'
# GitHub takes 65,536 characters; a character has one byte or more. Notes of what is cut fit in too.
body_bytes_max=60000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

result() {
  case $(cat "$folder/$1.code" 2>/dev/null || true) in
    0) echo 'no change' ;;
    1) echo '**the plan failed**' ;;
    2) echo 'changes' ;;
    3) echo '**a mandatory rule is violated**' ;;
    *) echo '**no result**' ;;
  esac
}

bytes() { wc -c <"$1"; }

# The text of one stack, without a line that could be taken for our own, and calling nobody.
text() {
  sed -e 's/<!-- tenantry preview -->//g' "$folder/$1.md" >"$work/text"
  if [[ $FORK == true ]]; then
    # A zero-width space after the sign: what reads as a name is none to GitHub. An image's
    # digest stays as it is, because a letter or digit stands before its sign.
    sed -i -E -e 's/\x01//g; s/([[:alnum:]])@/\1\x01/g; s/@/@\xe2\x80\x8b/g; s/\x01/@/g' \
      "$work/text"
  fi
  cat "$work/text"
}

gh api --paginate "repos/$REPOSITORY/issues/$NUMBER/comments?per_page=100" >"$work/comments.json"
comment=$(jq -rs --arg marker "$marker" '
  (add // []) | map(select(.user.login == "github-actions[bot]" and (.body | startswith($marker))))
  | first | .id // empty' "$work/comments.json")

body=$work/body.md
printf '%s\n## What commit %.7s would change\n\n' "$marker" "$HEAD_SHA" >"$body"
if [[ ! -s $folder/stacks ]]; then
  if [[ -z $comment ]]; then
    echo 'no stack is touched; there is nothing to say'
    exit 0
  fi
  echo 'No stack is touched.' >>"$body"
else
  if [[ $FORK == true ]]; then
    {
      echo '> This pull request comes from a fork: its own code made what follows, without'
      echo '> credentials. Read the change before you believe it.'
      echo
    } >>"$body"
  fi
  printf '| Stack | Result |\n|---|---|\n' >>"$body"
  while IFS= read -r stack; do
    printf '| %s | %s |\n' "$stack" "$(result "$stack")" >>"$body"
  done <"$folder/stacks"
  printf '\nEverything: the artifacts of [this run](%s).\n' "$RUN_URL" >>"$body"
  while IFS= read -r stack; do
    [[ -s $folder/$stack.md ]] || continue
    text "$stack" >"$work/stack.md"
    cut=''
    if (($(bytes "$body") + $(bytes "$work/stack.md") > body_bytes_max)); then
      # What folds comes last in a plan: the verdict and the tables stand before it.
      sed -i '/^<details/,$d' "$work/stack.md"
      cut="**Cut:** artifact preview-$stack of the run has all of stack $stack."
      if (($(bytes "$body") + $(bytes "$work/stack.md") > body_bytes_max)); then
        : >"$work/stack.md"
      fi
    fi
    { echo; cat "$work/stack.md"; } >>"$body"
    if [[ -n $cut ]]; then printf '\n%s\n' "$cut" >>"$body"; fi
  done <"$folder/stacks"
fi

jq -n --rawfile body "$body" '{$body}' >"$work/request.json"
if [[ -n $comment ]]; then
  gh api --method PATCH "repos/$REPOSITORY/issues/comments/$comment" --input "$work/request.json" \
    --silent
  echo "comment $comment rewritten"
else
  gh api --method POST "repos/$REPOSITORY/issues/$NUMBER/comments" --input "$work/request.json" \
    --silent
  echo 'comment made'
fi
