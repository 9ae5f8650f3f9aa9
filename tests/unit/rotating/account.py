# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account in memory whose services read a secret when their tasks start."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Flow, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.rotating import redeploying
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.secretsmanager_rotate_secret import (
    RotateSecret,
)
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import (
    API,
    COMMON,
    PREFIX,
    REVERB,
    SERVICES,
    WORKER,
    Account,
)
from ansible_collections.venturemond.envelope.tests.unit.releasing.fleet import SECRET, Fleet
from ansible_collections.venturemond.envelope.tests.unit.rotating.database import DATABASE, MASTER, Database
from ansible_collections.venturemond.envelope.tests.unit.rotating.redis import CACHE, TAG, Redis
from ansible_collections.venturemond.envelope.tests.unit.rotating.vault import NAME, Vault, sent

ENTRIES = {"APP_KEY": "c4n4ry-app", "APP_PREVIOUS_KEYS": "c4n4ry-unused", "DB_PASSWORD": "c4n4ry-db",
           "REDIS_PASSWORD": "c4n4ry-redis-first", "REVERB_APP_SECRET": "c4n4ry-reverb"}
READ = {API: ["APP_KEY", "APP_PREVIOUS_KEYS", "DB_PASSWORD", "REVERB_APP_SECRET"],
        WORKER: ["APP_KEY", "APP_PREVIOUS_KEYS", "REDIS_PASSWORD"], REVERB: ["REVERB_APP_SECRET", "REDIS_PASSWORD"]}
GIVEN: dict[str, t.Any] = {
    **COMMON, "secret": NAME, "services": SERVICES, "former": {"APP_KEY": "APP_PREVIOUS_KEYS"}, "confirm": NAME,
    "outside": {"DB_PASSWORD": "the database", "REDIS_PASSWORD": "Redis"},
    "generate": [{"key": "APP_KEY", "format": "laravel_app_key"}, {"key": "DB_PASSWORD"}, {"key": "REDIS_PASSWORD"},
                 {"key": "REVERB_APP_SECRET"}]}


def rotation(*entries: str, **about: t.Any) -> RotateSecret:
    """A rotation as the role asks for it."""
    return RotateSecret.given({**GIVEN, "entries": list(entries) or ["APP_KEY"], **about})


def rotate(*entries: str, check: bool = False, **about: t.Any) -> Flow:
    return rotation(*entries, **about).act(check=check)


def rotate_token(*more: str, check: bool = False, **about: t.Any) -> Flow:
    """A rotation of the password of the cache, and of more."""
    return rotate("REDIS_PASSWORD", *more, check=check, caches={"REDIS_PASSWORD": CACHE}, **about)


def rotate_master(*, check: bool = False, **about: t.Any) -> Flow:
    """A rotation of the master password of the database."""
    return rotate("DB_PASSWORD", check=check, databases={"DB_PASSWORD": DATABASE}, **about)


@dataclass(kw_only=True)
class Readers(Fleet):
    """Services of which each deployment has the version of the secret that was current when it was made."""

    vault: Vault
    read: dict[str, str] = field(default_factory=dict)
    """The version that the tasks of a service started with, where it is not the first."""

    def reads(self, service: str, *values: str) -> None:
        """What a service's containers are given: entries, or what comes after the secret's ARN."""
        for container in self.revisions[self.services[service].revision]["containerDefinitions"]:
            container["secrets"] = [
                {"name": "X", "valueFrom": SECRET + (each if not each or each.startswith(":") else f":{each}::")}
                for each in values]

    def reads_master(self, service: str, end: str = ":password::") -> None:
        """Have a service's containers be given the master password besides."""
        for container in self.revisions[self.services[service].revision]["containerDefinitions"]:
            container["secrets"] = [*container["secrets"], {"name": "DB_PASSWORD", "valueFrom": MASTER + end}]

    def update_service(self, call: Call, service: str, taskDefinition: str = "", **about: t.Any) -> Reply:  # noqa: N803
        """What fails is told by service and version here."""
        version = self.vault.labels["AWSCURRENT"]
        tag = self.tag(service)
        bad = (service, version) in self.failing
        if bad:
            self.failing.add((service, tag))
        reply = super().update_service(call, service, taskDefinition or self.services[service].revision, **about)
        self.failing.discard((service, tag))
        self.read[service] = version
        return reply


class RotatingAccount(Account):
    """Services at 1.4.0, the secret that they read, and a cache that they open with an entry of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(monkeypatch)
        monkeypatch.setattr(redeploying, "time", self.clock)
        self.vault = Vault(lambda: self.clock.now)
        self.vault.add(dict(ENTRIES))
        self.redis = Redis(lambda: self.clock.now, [ENTRIES["REDIS_PASSWORD"]])
        self.redis.tags[TAG] = f"set/REDIS_PASSWORD/{sent('v0')}"
        self.database = Database(lambda: self.clock.now)
        self.clock.now += 1
        self.fleet = Readers(self.fleet.now, self.fleet.revisions, self.fleet.services, vault=self.vault)
        for service, entries in READ.items():
            self.fleet.reads(service, *entries)

    def _answer(self, call: Call) -> Reply:
        own: dict[str, t.Callable[[Call], Reply]] = {
            "secretsmanager": self.database if call.params.get("SecretId") == MASTER else self.vault,
            "elasticache": self.redis, "rds": self.database}
        return own.get(call.service.name, super()._answer)(call)

    @property
    def locked_out(self) -> list[str]:
        """The values by which tasks that run, or start now, would open the cache in vain."""
        read = [self.vault.values[int(self.fleet.read.get(name, "v0")[1:])] for name in (WORKER, REVERB)]
        return [each["REDIS_PASSWORD"] for each in (*read, self.vault.current)
                if self.redis.there and each["REDIS_PASSWORD"] not in self.redis.tokens]

    @property
    def done(self) -> list[str]:
        """What was written, in order, but for the lock."""
        shown = {"put_secret_value": lambda about: "write " + about["VersionStages"][-1].removeprefix("ENVELOPE_"),
                 "modify_replication_group": lambda about: about["AuthTokenUpdateStrategy"].lower() + " token",
                 "add_tags_to_resource": lambda about: "mark " + about["Tags"][0]["Value"].partition("/")[0],
                 "rotate_secret": lambda about: "rotate master",
                 "update_service": lambda about: "renew " + about["service"].removeprefix(f"{PREFIX}-"),
                 "update_secret_version_stage": lambda about: ("move " if "MoveToVersionId" in about else "drop ")
                 + about["VersionStage"].removeprefix("ENVELOPE_")}
        return [shown[call.operation](call.params) for call in self.calls if call.operation in shown]


__all__ = ["API", "CACHE", "DATABASE", "ENTRIES", "NAME", "REVERB", "SERVICES", "WORKER", "RotatingAccount", "rotate",
           "rotate_master", "rotate_token", "rotation"]
