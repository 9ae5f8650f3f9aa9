# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment `envelope-prod` as Terraform would have made it, in plain botocore: sound, or with gaps.

`build(aws)` makes one that lacks nothing, `build(aws, ["reverb"])` one without that, and `build(aws, AS_FOUND)` the one
that the source describes.  See README.md.
"""

from __future__ import annotations

import pathlib
import typing as t

from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws

from . import alarms, baseline, data, files, guard, keys, load_balancer, mail, names, network, pipeline, services
from .account import Account
from .gaps import AS_FOUND, EXPLAINED, GAPS

__all__ = ["AS_FOUND", "EXPLAINED", "GAPS", "INVENTORY", "build"]

INVENTORY = pathlib.Path(__file__).with_name("inventory")
"""What a user writes to take it over."""

STEPS: tuple[t.Callable[[Account], None], ...] = (
    keys.keys, network.network, names.zone, load_balancer.load_balancer, names.records, data.secrets, data.data,
    files.tenants_files, files.static_site, mail.mail, services.services, guard.guard, alarms.alarms,
    baseline.baseline, pipeline.releases, pipeline.pipeline)


def build(aws: LocalAws, gaps: t.Iterable[str] = ()) -> Account:
    """Make it in an empty account; what was made is in `made` of what is returned."""
    chosen = frozenset(gaps)
    if unknown := chosen - GAPS.keys():
        raise ValueError(f"there is no gap {', '.join(sorted(unknown))}: there are {', '.join(GAPS)}")
    account = Account(aws, chosen)
    for step in STEPS:
        step(account)
    return account
