#!/usr/bin/env bash
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# See what site.yml would change, and audit what is there; changes nothing. $RUNNER_TEMP/look gets what both have
# written, and comment.md, which is made of that. Fails where the plan does.
set -euo pipefail

longest=65000 # GitHub takes 65,536 characters
run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
cd "$GITHUB_WORKSPACE"
PATH=$PWD/.venv/bin:$PATH
look=$RUNNER_TEMP/look
mkdir -p "$look"

status=0
planned=false
ansible-playbook -i "$INVENTORY" playbooks/site.yml --check --diff -e summary_file="$look/plan.json" || status=$?
ansible-playbook -i "$INVENTORY" playbooks/audit.yml -e audit_fail_on=none -e audit_reports="$look/audit" ||
  echo '::warning::The audit did not come to its end'

shopt -s nullglob
{
  echo '<!-- envelope: look -->'
  if [ -f "$look/plan.md" ]; then
    planned=true
    cat "$look/plan.md"
  else
    echo "## No plan: site.yml did not come to its end, see [its run]($run)"
  fi
} > "$look/comment.md"
for report in "$look"/audit/*.md; do
  echo >> "$look/comment.md"
  if (($(wc -m < "$look/comment.md") + $(wc -m < "$report") < longest)); then
    cat "$report" >> "$look/comment.md"
  else
    printf '%s\n\nThe whole of it is in the artifact look of [this run](%s).\n' "$(head -n 1 "$report")" "$run" \
      >> "$look/comment.md"
  fi
done

drift=true
counted='import json, sys; sys.exit(any(json.load(sys.stdin)["counts"].values()))'
if ((status == 0)) && python3 -c "$counted" < "$look/plan.json"; then
  drift=false
fi
printf 'drift=%s\nplanned=%s\n' "$drift" "$planned" >> "$GITHUB_OUTPUT"
exit "$status"
