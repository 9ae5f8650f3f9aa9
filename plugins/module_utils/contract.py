# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment contract: what each of the application's services must find in its environment.

Source: requirement C3.  Checked before anything is sent, because a service
with a hole in its environment starts, and fails later.
"""

from __future__ import annotations

import re
import typing as t

from .catalogue import Environment, Wanted, beside, environment, hosts, services
from .overlaying import merge

PHP = ("APP_ENV", "APP_URL", "DB_HOST", "DB_DATABASE", "DB_USERNAME", "REDIS_HOST", "REDIS_PORT")
PHP_SECRETS = ("APP_KEY", "DB_PASSWORD", "REDIS_PASSWORD")
SESSION = ("SANCTUM_STATEFUL_DOMAINS", "SESSION_DOMAIN", "CORS_ALLOWED_ORIGINS")
BROADCASTING = ("REVERB_APP_ID", "REVERB_APP_KEY", "REVERB_HOST", "REVERB_PORT")
FRONTEND = ("NUXT_API_BASE_SERVER", "NUXT_PUBLIC_TENANT_PRIMARY_DOMAIN", "NUXT_PUBLIC_REVERB_APP_KEY",
            "NUXT_PUBLIC_REVERB_HOST", "NUXT_PUBLIC_REVERB_PORT", "RECAPTCHA_V2_SITEKEY")

VARIABLES: dict[str, tuple[str, ...]] = {
    "api": (*PHP, *SESSION, *BROADCASTING),
    "worker": (*PHP, *SESSION, *BROADCASTING),
    "scheduler": PHP,
    "reverb": (*PHP, *BROADCASTING),
    "hq": (*FRONTEND, "BASE_DOMAIN"),
    "tenant": FRONTEND,
}
SECRETS: dict[str, tuple[str, ...]] = {
    "api": (*PHP_SECRETS, "REVERB_APP_SECRET"),
    "worker": (*PHP_SECRETS, "REVERB_APP_SECRET"),
    "scheduler": PHP_SECRETS,
    "reverb": (*PHP_SECRETS, "REVERB_APP_SECRET"),
}
EQUAL = ("REVERB_APP_ID", "REVERB_APP_KEY", "NUXT_PUBLIC_REVERB_APP_KEY")
"""Variables with one value wherever they are."""

EQUAL_SECRETS = ("REVERB_APP_SECRET",)
"""Secrets that are one entry wherever they are named."""

SECRET = re.compile(r"(PASSWORD|SECRET|TOKEN|PRIVATE_KEY|PREVIOUS_KEYS|^APP_KEY)$")
"""Names of variables whose value nobody should read in a task definition."""


Environments = dict[str, Environment]


def broken(wanted: Wanted) -> list[str]:
    """What of the contract does not hold, each naming the service, the variable and what is expected.

    Of the services beside those that are seen to, only what they have in
    common with them counts: the rest is told where they are seen to.
    """
    mine, others = _environments(wanted, services(wanted)), _environments(wanted, beside(wanted))
    problems: list[str] = []
    for service, found in mine.items():
        problems += _holes(service, found)
        problems += _exposed(service, found)
        problems += _addresses(wanted, service, found.variables)
    told = _unequal(others)
    return problems + [problem for what, problem in _unequal({**others, **mine}).items() if what not in told]


def _environments(wanted: Wanted, run: t.Mapping[str, Wanted]) -> Environments:
    return {name: environment(wanted, about) for name, about in run.items()}


def _holes(service: str, found: Environment) -> t.Iterator[str]:
    for name in VARIABLES.get(service, ()):
        if not found.variables.get(name) and not found.variables_from.get(name):
            yield f"{service}: variable {name} has no value"
    for name in SECRETS.get(service, ()):
        if not found.secrets.get(name):
            yield f"{service}: secret {name} is not named under secrets (as SECRET:ENTRY)"


def _exposed(service: str, found: Environment) -> t.Iterator[str]:
    for name in filter(SECRET.search, (*found.variables, *found.variables_from)):
        yield f"{service}: {name} is a secret and must not be a variable; name it under secrets (as SECRET:ENTRY)"


def _addresses(wanted: Wanted, service: str, variables: dict[str, str]) -> t.Iterator[str]:
    url = variables.get("APP_URL")
    if url and (not url.startswith("https://") or ".elb.amazonaws.com" in url):
        yield f"{service}: APP_URL is {url}, allowed is the public https name, never the load balancer's own"
    port = variables.get("NUXT_PUBLIC_REVERB_PORT") or "443"
    if port != "443":
        yield f"{service}: NUXT_PUBLIC_REVERB_PORT is {port}, allowed is 443, where the load balancer listens"
    host, led = variables.get("NUXT_PUBLIC_REVERB_HOST"), _reverb_hosts(wanted)
    if host and led and host not in led:
        yield f"{service}: NUXT_PUBLIC_REVERB_HOST is {host}, allowed is what leads to reverb: {', '.join(led)}"


def _reverb_hosts(wanted: Wanted) -> list[str]:
    """The public names of the WebSocket server, whichever role runs it."""
    return hosts(wanted, "reverb", merge(wanted["alone"], wanted["overrides"]).get("reverb") or {})


def _unequal(found: Environments) -> dict[str, str]:
    """Problems by what must be the same everywhere and is not."""
    keys: dict[str, dict[str, list[str]]] = {}
    for service, its in found.items():
        told = [*((name, its.variables.get(name)) for name in EQUAL),
                *((name, its.secrets.get(name)) for name in EQUAL_SECRETS)]
        for name, value in told:
            if value:
                keys.setdefault(name.removeprefix("NUXT_PUBLIC_"), {}).setdefault(value, []).append(service)
    return {name: f"{name} must be the same everywhere, and is "
                  + "; ".join(f"{value} on {', '.join(services)}" for value, services in values.items())
            for name, values in keys.items() if len(values) > 1}
