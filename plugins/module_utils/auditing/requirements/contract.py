# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C3: what the application finds in its environment, by the environment contract."""

from __future__ import annotations

import fnmatch
import typing as t

from ... import contract
from ...errors import EnvelopeError
from .. import links, platform
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Service

ROLE = "ecs_services"
WITH_VARIABLES = links.each(*contract.VARIABLES)
WITH_SECRETS = links.each(*contract.SECRETS)
BROWSERS = ("NUXT_PUBLIC_REVERB_HOST", "NUXT_PUBLIC_REVERB_PORT")
HTTPS = "443"


def _lacks(service: Service, names: t.Iterable[str]) -> list[str]:
    """Which of these it does not find; where more is in a file that is not read, that raises."""
    variables, secrets = links.variables(service), links.secrets(service)
    missing = [name for name in names if not variables.get(name) and name not in secrets]
    if missing and service.container.get("environmentFiles"):
        raise EnvelopeError(f"{', '.join(missing)} may be in an environment file, which is not read")
    return missing


def _complete(names: t.Mapping[str, t.Sequence[str]]) -> t.Callable[[Live, Service], Judged]:
    def judge(live: Live, service: Service) -> Judged:
        missing = _lacks(service, names[service.role])
        return Judged(not missing, f"lacks {', '.join(missing)}" if missing else f"all {len(names[service.role])}")

    return judge


def _linked(live: Live) -> t.Iterator[Subject]:
    return (one for one in WITH_VARIABLES(live) if "APP_URL" in links.variables(one.thing))


def _public(live: Live, service: Service) -> Judged:
    """Its host is told, and nothing else of it."""
    url = links.variables(service)["APP_URL"]
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    own, secure = ".elb.amazonaws.com" in host, url.startswith("https://")
    return Judged(secure and not own, f"{'https' if secure else 'no https'}, "
                                      f"{'the own name of a load balancer' if own else host or 'no host'}")


def _told_of_reverb(live: Live) -> t.Iterator[Subject]:
    """Front ends that say where browsers find Reverb, with the hosts that lead to theirs."""
    reverbs = {one.tenant: one for one in platform.services(live) if one.role == "reverb"}
    for one in WITH_VARIABLES(live):
        reverb = reverbs.get(one.tenant) or reverbs.get(None)
        if reverb and links.variables(one.thing).keys() >= set(BROWSERS):
            yield one._replace(thing=(one.thing, links.hosts(live, reverb)))


def _found_by_browsers(live: Live, found: tuple[Service, list[str]]) -> Judged:
    service, hosts = found
    host, port = (links.variables(service)[name] for name in BROWSERS)
    led = not hosts or any(fnmatch.fnmatchcase(host, pattern) for pattern in hosts)
    return Judged(led and port == HTTPS, f"{host}:{port}{'' if led else ', which no rule leads to Reverb'}",
                  f"{' or '.join(hosts) or 'its host'}, port {HTTPS}")


def _in_common(live: Live) -> t.Iterator[Subject]:
    """What has to be equal wherever it is: services by value, of the platform and of each silo tenant."""
    found: dict[tuple[str | None, str], dict[str, list[str]]] = {}
    for service in platform.services(live):
        variables, secrets = links.variables(service), links.secrets(service)
        told = [*((name, variables.get(name)) for name in contract.EQUAL),
                *((name, secrets.get(name)) for name in contract.EQUAL_SECRETS)]
        for name, value in told:
            if value:
                of_all = found.setdefault((service.tenant, name.removeprefix("NUXT_PUBLIC_")), {})
                of_all.setdefault(value, []).append(service.role)
    for (tenant, name), by_value in found.items():
        yield Subject(f"{name} of {tenant}" if tenant else name, list(by_value.values()), tenant)


def _equal(live: Live, groups: list[list[str]]) -> Judged:
    """Which services have the same, and never what that is."""
    told = ["equal on " + ", ".join(group) for group in groups]
    return Judged(len(groups) == 1, "; different from that, ".join(told))


C3 = Requirement(
    "C3", "Containers", "Services find in their environment what they need", (), ("1.2", "2.2"), (
        Check("C3.variables", "Every variable of the environment contract is there", "critical", WITH_VARIABLES,
              _complete(contract.VARIABLES), "all that the contract names",
              Remedy(ROLE, "ecs_services_environments")),
        Check("C3.secrets", "Every secret of the environment contract is there", "critical", WITH_SECRETS,
              _complete(contract.SECRETS), "all that the contract names", Remedy(ROLE, "ecs_services_environments")),
        Check("C3.app_url", "APP_URL is the public name", "high", _linked, _public,
              "a https name, never the load balancer's own", Remedy(ROLE, "ecs_services_hosts")),
        Check("C3.browsers", "Browsers are told where Reverb is", "high", _told_of_reverb, _found_by_browsers,
              "Reverb's host, port 443", Remedy(ROLE, "ecs_services_hosts")),
        Check("C3.equal", "What services have in common with Reverb is equal on all", "critical", _in_common, _equal,
              "one value on all services", Remedy(ROLE, "ecs_services_reverb")),
    ))
