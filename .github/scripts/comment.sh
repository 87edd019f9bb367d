#!/usr/bin/env bash
# Says on a pull request what the previews of its stacks found: one comment, rewritten in place.
#
#   comment.sh FOLDER
#
# FOLDER is what fetch-previews.sh filled. All of it is somebody else's text: it is shown and
# nothing else.
#
#   GH_TOKEN, REPOSITORY, NUMBER, HEAD_SHA
#   RUN_URL   the run whose artifacts hold everything, for what does not fit
#   FORK      true: the text was made by a stranger's code
set -euo pipefail
folder=$1
marker='<!-- tenantry preview -->'
# GitHub takes 65,536 characters.
body_characters_max=65000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/texts"

result() {
  case $(cat "$folder/$1.code" 2>/dev/null || true) in
    0) echo 'no change' ;;
    1) echo '**the plan failed**' ;;
    2) echo 'changes' ;;
    3) echo '**a mandatory rule is violated**' ;;
    *) echo '**no result**' ;;
  esac
}

# As GitHub will count them.
characters() { jq -Rs length "$1"; }

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

# Of a text, whole lines of its heading and of its block of losses, which must never be missing.
# They have at most so many bytes; a character has one or more.
shortest() {
  LC_ALL=C awk -v most="$2" '
    { loss = /^> \[!CAUTION\]/ || (loss && /^>/); title = !heading && /^##+ / }
    title || loss {
      line = title ? $0 "\n\n" : $0 "\n"
      heading = 1
      if (length(line) > most) next
      most -= length(line)
      printf "%s", line
    }' "$1"
}

# Shortens the longest text, then the next, until all of them have room. A plan keeps its share by
# itself (touched.sh), so that this is for texts that somebody else has made.
fit() {
  local room=$1 share all=0 stack longest text
  local -A lengths=()
  share=$((room / ${#stacks[@]} - 300))
  for stack in "${stacks[@]}"; do
    lengths[$stack]=$(characters "$work/texts/$stack")
    all=$((all + lengths[$stack]))
  done
  while ((all > room && ${#lengths[@]} > 0)); do
    longest=''
    for stack in "${stacks[@]}"; do
      [[ -n ${lengths[$stack]:-} ]] || continue
      if [[ -z $longest ]] || ((lengths[$stack] >= lengths[$longest])); then longest=$stack; fi
    done
    text=$work/texts/$longest
    shortest "$text" "$share" >"$work/short"
    {
      printf '\n'
      cat "$work/short"
      printf '\n**Cut:** artifact preview-%s of the run has more of stack %s, plan-%s all.\n' \
        "$longest" "$longest" "$longest"
    } >"$text"
    all=$((all - lengths[$longest] + $(characters "$text")))
    unset "lengths[$longest]"
  done
}

gh api --paginate "repos/$REPOSITORY/issues/$NUMBER/comments?per_page=100" >"$work/comments.json"
comment=$(jq -rs --arg marker "$marker" '
  (add // []) | map(select(.user.login == "github-actions[bot]" and (.body | startswith($marker))))
  | first | .id // empty' "$work/comments.json")

body=$work/body.md
printf '%s\n## What commit %.7s would change\n\n' "$marker" "$HEAD_SHA" >"$body"
mapfile -t stacks <"$folder/stacks"
if [[ -f $folder/failed ]]; then
  {
    echo '**This commit could not be previewed:** nobody knows which stacks it touches. See'
    printf '[this run](%s).\n' "$RUN_URL"
  } >>"$body"
elif ((${#stacks[@]} == 0)); then
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
  for stack in "${stacks[@]}"; do
    printf '| %s | %s |\n' "$stack" "$(result "$stack")" >>"$body"
  done
  if [[ -s $folder/left-out ]]; then
    printf '\n**%d more stacks are touched**, and not shown here.\n' "$(cat "$folder/left-out")" \
      >>"$body"
  fi
  printf '\nEverything: the artifacts of [this run](%s).\n' "$RUN_URL" >>"$body"
  for stack in "${stacks[@]}"; do
    if [[ -s $folder/$stack.md ]]; then { echo && text "$stack"; }; fi >"$work/texts/$stack"
  done
  fit "$((body_characters_max - $(characters "$body")))"
  for stack in "${stacks[@]}"; do
    cat "$work/texts/$stack" >>"$body"
  done
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
