#!/usr/bin/env bash
# Deploys one stack. An approval may come days after the run began, so what could have changed
# since is looked at again.
#
#   deploy.sh STACK
#
#   GH_TOKEN, REPOSITORY
#   DESPITE_FREEZE  true: also on a day on which the stack is frozen
set -euo pipefail
stack=$1
here=$(dirname "${BASH_SOURCE[0]}")
frozen=0
bin/tenantry freeze "$stack" || frozen=$?
if ((frozen == 3)) && [[ ${DESPITE_FREEZE:-false} == true ]]; then
  echo "::warning::$stack is deployed although it is frozen"
elif ((frozen != 0)); then
  exit "$frozen"
fi
deployed=$("$here/deployed.sh" "$stack")
if [[ -n $deployed && $deployed != "$(git rev-parse HEAD)" ]] &&
  git merge-base --is-ancestor HEAD "$deployed" 2>/dev/null; then
  echo "::error::$stack is already at ${deployed:0:7}, which is newer than this commit"
  exit 1
fi
bin/tenantry up "$stack"
