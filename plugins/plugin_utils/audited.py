# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an inventory, whole or minimal, says of the platform that is to be audited."""

from __future__ import annotations

import dataclasses
import functools
import typing as t
from dataclasses import dataclass

from ansible.errors import AnsibleActionFail

from ..module_utils.auditing.place import Place, Tenant
from ..module_utils.headroom import looking as counting
from .cells import cells
from .invocation import Invocation
from .looking import Looked, look
from .roles import Scope, Walk, every_option, imported, variables_of
from .templating import Templates

PLATFORM, TENANT = "platform", "tenant"
NEEDED = ("cell_aws", "cell_environment", "cell_project")
OF_TENANTS = ("cell_aws", "cell_prefix", "tenant_domain", "tenant_host", "tenant_mail_domain", "tenant_prefix",
              "tenant_slug", "tenant_tier")
WHOLE = "cell_domain"
"""What says that an inventory is one that provisions, and so that its roles' defaults are what is wanted."""
Variables = dict[str, t.Any]


@dataclass(frozen=True)
class Cell:
    """A platform of the inventory with its tenants, looked at from one of Ansible's tasks."""

    variables: Variables
    """Those of the task: of the platform's host, with all hosts' and groups."""
    templates: Templates
    run: Invocation

    @property
    def host(self) -> str:
        return str(self.variables["inventory_hostname"])

    def place(self) -> Place:
        """What is to be audited; raises for what is not even enough to look."""
        known = self._asked(self.host, PLATFORM, NEEDED)
        if missing := [name for name in NEEDED if not known.get(name)]:
            raise AnsibleActionFail(f"{', '.join(missing)} must be said to know which platform is meant, such as "
                                    "cell_environment: prod and cell_aws: {region: eu-west-1}")
        if not known["cell_aws"].get("region"):
            raise AnsibleActionFail("cell_aws must say the region that the platform is in")
        whole = WHOLE in variables_of(self.variables["hostvars"], self.host)
        values = self._values(whole)
        return Place(
            name=self.host, project=known["cell_project"], environment=known["cell_environment"],
            region=known["cell_aws"]["region"], domain=values.get("cell_domain"), tenants=tuple(self._tenants.values()),
            known_from="inventory" if whole else "discovery", values=values)

    def aws(self) -> Variables:
        """How AWS is reached."""
        return t.cast(Variables, self._asked(self.host, PLATFORM, ["cell_aws"])["cell_aws"])

    def looked(self) -> dict[str, Looked]:
        """What the roles would ask for on the platform and its tenants, and what is wrong with that."""
        hosts = {self.host: PLATFORM, **dict.fromkeys(self._tenants, TENANT)}
        every = dataclasses.replace(self.run, tags=Invocation.tags, skipped=Invocation.skipped)
        return {host: look(role, variables_of(self.variables["hostvars"], host), self.templates, every)
                for host, role in hosts.items()}

    def counted(self) -> list[counting.Cell]:
        """The same, as far as quotas and names go."""
        roles = {"platforms": PLATFORM, "tenants": TENANT}
        return cells(self.variables, roles, Walk(self.templates), {self.host})

    @property
    def inventory(self) -> str:
        """What is typed behind `-i`."""
        return str(self.variables["inventory_dir"])

    def _values(self, whole: bool) -> Variables:
        """What the inventory says, and, of one that provisions, what the roles' defaults make of it."""
        said = variables_of(self.variables["hostvars"], self.host)
        wanted = [name for name in every_option() if whole or name in said]
        found, _problems = self._known(self.host, PLATFORM, wanted, imported(PLATFORM) if whole else ())
        return found

    @functools.cached_property
    def _tenants(self) -> dict[str, Tenant]:
        """The tenants of this cell, by host: those with its region and prefix among the hosts that its groups have.

        What is wrong with one is told by requirement P4.
        """
        groups = self.variables["groups"]
        near = {host for name in self.variables["group_names"] if name != "platforms" for host in groups[name]}
        mine, _problems = self._known(self.host, PLATFORM, ("cell_aws", "cell_prefix"))
        found = {}
        for host in (each for each in groups.get("tenants", ()) if each in near):
            about, _problems = self._known(host, TENANT, OF_TENANTS)
            if (_region(about), about.get("cell_prefix")) == (_region(mine), mine.get("cell_prefix")):
                found[host] = _tenant(host, about)
        return found

    def _asked(self, host: str, role: str, wanted: t.Iterable[str]) -> Variables:
        """Values of a host that nothing can be done without."""
        found, problems = self._known(host, role, wanted)
        if problems:
            raise AnsibleActionFail(f"{host}: {'; '.join(problems)}")
        return found

    def _known(self, host: str, role: str, wanted: t.Iterable[str],
               mine: t.Iterable[str] = ()) -> tuple[Variables, list[str]]:
        """Values of a host as far as they can be worked out, and what is wrong with its own that cannot be."""
        scope = Scope(variables_of(self.variables["hostvars"], host)).entering(role, {})
        return Walk(self.templates).values(scope, mine, wanted)


def _region(about: Variables) -> t.Any:
    return (about.get("cell_aws") or {}).get("region")


def _tenant(host: str, about: Variables) -> Tenant:
    return Tenant(
        name=about.get("tenant_slug") or host, tier=about.get("tenant_tier"), prefix=about.get("tenant_prefix", ""),
        host=about.get("tenant_host"), domain=about.get("tenant_domain") or None,
        mail_domain=about.get("tenant_mail_domain"))
