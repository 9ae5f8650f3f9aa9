#!/usr/bin/env bash
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Install a requirements file into .venv and link the checkout in as venturemond.envelope.
# Usage: tools/setup.sh requirements-local.txt     PYTHON=/path/to/python overrides the interpreter.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# ansible 12 runs on Python 3.11 to 3.13.
usable() {
  "$1" -c 'import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

python() {
  local candidate
  for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if usable "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  echo "setup: Python 3.11, 3.12 or 3.13 with venv is needed (looked for ${PYTHON:-python3, python3.13, python3.12," \
    "python3.11}); install one, or name one: make setup PYTHON=/path/to/python3.12" >&2
  return 1
}

if ! usable .venv/bin/python; then
  base=$(python)
  "$base" -m venv --clear .venv
fi

# Ansible brings about a hundred collections: compile only what is used, on every core.
.venv/bin/python -m pip install --quiet --no-compile --disable-pip-version-check -r "$1"
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
.venv/bin/python -m compileall -q -j 0 -x '/ansible_collections/(?!amazon/)|/tests?/' "$site" >/dev/null || true

mkdir -p "$site/ansible_collections/venturemond" .venv/collections/ansible_collections/venturemond
ln -sfn ../../../../../.. "$site/ansible_collections/venturemond/envelope"
# mypy takes what is in site-packages for somebody else's code: it is shown the checkout from here.
ln -sfn ../../../.. .venv/collections/ansible_collections/venturemond/envelope
