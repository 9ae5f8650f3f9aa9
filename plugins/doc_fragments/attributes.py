# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How every module of this collection behaves."""

from __future__ import annotations


class ModuleDocFragment:
    """Documented for `venturemond.envelope.attributes`."""

    DOCUMENTATION = r"""
options: {}
attributes:
  check_mode:
    description: Can run in check mode and say what it would do, without changing anything.
    support: full
  diff_mode:
    description: Says what is changed, and in check mode what would be.
    support: full
notes:
  - It runs in the controller's own process and talks to AWS from there. With C(async), C(become) or a
    C(delegate_to) elsewhere it runs as a plain module.
"""
