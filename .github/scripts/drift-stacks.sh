#!/usr/bin/env bash
# Says which stacks are to be compared with the world: those that workflows deploy.
#
#   GITHUB_OUTPUT  receives stacks=<JSON array>
set -euo pipefail
stacks=$("$(dirname "${BASH_SOURCE[0]}")/ringed.sh")
echo "stacks=$stacks" >>"$GITHUB_OUTPUT"
