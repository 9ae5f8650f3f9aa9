# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters roles need: what has an `if`, a loop or a merge in it is Python."""

from __future__ import annotations

import typing as t

from ansible.errors import AnsibleFilterError

from ..module_utils.access import bucket_access, secret_access, upload_cors
from ..module_utils.errors import Invalid
from ..module_utils.mail import shared_mail
from ..module_utils.names import prefixed, short_name
from ..module_utils.overlaying import named, overlay
from ..module_utils.scanning import bucket_scan, shared_scanner
from ..module_utils.static_sites import static_sites
from ..module_utils.tenant_names import tenant_names
from ..plugin_utils import playbooks

Filter = t.Callable[..., t.Any]


def explained(function: Filter) -> Filter:
    """The function, with what it refuses said as Ansible says such things."""

    def call(*args: t.Any, **options: t.Any) -> t.Any:
        try:
            return function(*args, **options)
        except Invalid as error:
            raise AnsibleFilterError(str(error)) from error

    return call


def taken_arguments(folder: str) -> dict[str, t.Any]:
    """What each playbook can be told, of those whose names begin so; all of them where that is empty."""
    return {name: playbooks.spec(name) for name in playbooks.names() if name.startswith(folder)}


class FilterModule:
    """Filters of venturemond.envelope."""

    def filters(self) -> dict[str, Filter]:
        every: tuple[Filter, ...] = (
            bucket_access, bucket_scan, named, overlay, prefixed, secret_access, shared_mail, shared_scanner,
            short_name, static_sites, taken_arguments, tenant_names, upload_cors)
        return {function.__name__: explained(function) for function in every}
