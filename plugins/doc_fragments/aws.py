# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every module that converges a set of one kind has in common."""

from __future__ import annotations


class ModuleDocFragment:
    """Documented for `venturemond.envelope.aws`; the options are `COMMON` of module_utils/options.py."""

    DOCUMENTATION = r"""
options:
  state:
    description:
      - Whether the resources should be there.
      - With V(absent) they are deleted. Those that are not there, or on their way out, count as deleted.
    type: str
    choices: [present, absent]
    default: present
  adopt:
    description:
      - Whether to take over resources that exist and lack the tag C(managed-by) that is asked for.
      - Without it they are refused, because somebody else may own them. They are never deleted.
    type: bool
    default: false
  replace:
    description:
      - >-
        Which resources may be deleted and made again, for an option that AWS lets nobody change, as lists of names by
        module, such as C({elbv2_target_groups: [envelope-prod-api]}).
      - Without it such a change is refused before anything is written, and check mode says so. What holds data or has
        traffic is never replaced.
    type: dict
  workers:
    description:
      - How many calls to AWS are under way at once.
      - Each of Ansible's forks has that many, so at most C(forks) times O(workers) calls are under way in a run. The
        workers of one fork share botocore's retry quota, so that a throttled API is not pressed by each on its own.
    type: int
    default: 16
"""
