#!/usr/bin/env bash
# Builds the program and puts the pinned engine on PATH for the steps after this one.
#
#   GITHUB_PATH  the runner's file of folders for PATH
set -euo pipefail
make build
# Each line: name, version, origin, a colon, the file.
java -jar local/environment/target/environment.jar tools pulumi | while IFS= read -r line; do
  echo "$line"
  file=${line##*: }
  if [[ -x $file ]]; then dirname "$file" >>"$GITHUB_PATH"; fi
done
