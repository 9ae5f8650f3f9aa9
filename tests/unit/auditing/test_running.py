# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C4 to C7: health checks, releases, log groups and images; A2: parity with a compose file."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.checks import Requirement
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.health import C4
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.images import C7
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.logs import C6
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.parity import A2
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.releases import C5
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.records import Change
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_platform import (
    PREFIX,
    container,
    group,
    sample,
    service,
)
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import DENIED, bearing, failing, place, seen

Edit = t.Callable[[dict[str, t.Any]], t.Any]
LOG_GROUP = f"/ecs/{PREFIX}-worker"
RULE = {"scanFrequency": "SCAN_ON_PUSH", "repositoryFilters": [{"filter": "envelope-*", "filterType": "WILDCARD"}]}


def log_options(found: dict[str, t.Any], role: str) -> t.Any:
    return container(found, role)["logConfiguration"]["options"]


def targets(found: dict[str, t.Any], *states: str) -> None:
    group(found, "api")["health"] = [{"TargetHealth": {"State": state}} for state in states]


def recorded(found: dict[str, t.Any]) -> t.Any:
    return found["releases"][PREFIX]


@pytest.mark.parametrize(("requirement", "told_elsewhere"), [
    (C4, {"deploy"}), (C5, {"first"}), (C6, set()), (C7, set()),
])
def test_a_sound_platform_lacks_nothing(requirement: Requirement, told_elsewhere: set[str]):
    assert bearing("NOT APPLICABLE", requirement, sample()) == told_elsewhere
    assert len(bearing("PASS", requirement, sample())) == len(requirement.checks) - len(told_elsewhere)


@pytest.mark.parametrize(("requirement", "edit", "fails"), [
    (C4, lambda found: group(found, "api").update(HealthCheckPath="/health"), {"paths"}),
    (C4, lambda found: group(found, "hq").update(HealthCheckPath="/"), {"paths"}),
    (C4, lambda found: targets(found, "healthy", "unhealthy"), {"healthy"}),
    (C4, lambda found: targets(found, "initial"), {"healthy"}),
    (C4, targets, {"healthy"}),
    (C5, lambda found: found.update(releases=None), {"records"}),
    (C5, lambda found: recorded(found).update(manifest=None), {"migrated"}),
    (C5, lambda found: container(found, "worker").update(image="1.ecr/envelope-prod-api:1.5.0"), {"runs"}),
    (C5, lambda found: recorded(found).update(change=Change(release="1.5.0", before={})), {"over"}),
    (C5, lambda found: found["migrations"][0]["containers"][0].update(exitCode=1), {"ended"}),
    (C5, lambda found: found["migrations"][0]["containers"][0].pop("exitCode"), {"ended"}),
    (C6, lambda found: found["log groups"].update({LOG_GROUP: None}), {"group"}),
    (C6, lambda found: container(found, "api").pop("logConfiguration"), {"group"}),
    (C6, lambda found: log_options(found, "scheduler").update({"awslogs-group": LOG_GROUP}), {"own"}),
    (C6, lambda found: found["log groups"][LOG_GROUP].pop("retentionInDays"), {"retention"}),
    (C6, lambda found: found["log groups"][LOG_GROUP].pop("kmsKeyId"), {"key"}),
    (C7, lambda found: container(found, "hq").update(image="ghcr.io/venturemond/hq:1"), {"ecr"}),
    (C7, lambda found: found["repositories"].pop(), {"ecr"}),
    (C7, lambda found: found["repositories"][0].update(imageTagMutability="MUTABLE"), {"immutable"}),
    (C7, lambda found: found["repositories"][0]["imageScanningConfiguration"].update(scanOnPush=False), {"scan"}),
    (C7, lambda found: found["repositories"][0].update(lifecycle=None), {"lifecycle"}),
    (C7, lambda found: found["repositories"][0].update(lifecycle='{"rules": []}'), {"lifecycle"}),
])
def test_what_is_amiss_fails_its_check_alone(requirement: Requirement, edit: Edit, fails: set[str]):
    found = sample()
    edit(found)

    assert failing(requirement, found) == fails


@pytest.mark.parametrize(("requirement", "source", "unknown"), [
    (C4, "target groups", {"paths", "healthy"}), (C5, "releases", {"records", "migrated", "runs", "over"}),
    (C5, "migrations", {"ended"}), (C6, "log groups", {"group", "retention", "key"}),
    (C7, "repositories", {"ecr", "immutable", "scan", "lifecycle"}),
])
def test_what_aws_does_not_show_is_unknown(requirement: Requirement, source: str, unknown: set[str]):
    assert bearing("UNKNOWN", requirement, sample() | {source: DENIED}) == unknown


def test_targets_of_a_service_of_which_nothing_runs_are_not_missed():
    found = sample()
    targets(found)
    service(found, "api")["runningCount"] = 0

    assert failing(C4, found) == set()


def test_a_platform_on_which_nothing_was_deployed_yet_has_nothing_to_say_of_releases():
    found = sample() | {"migrations": [], "releases": {PREFIX: {"live": None, "manifest": None, "change": None}}}

    assert bearing("NOT APPLICABLE", C5, found) == {"migrated", "runs", "ended", "first"}
    assert failing(C5, found) == set()


def test_what_runs_beside_the_live_release_is_told():
    found = sample()
    container(found, "worker")["image"] = "1.dkr.ecr.eu-west-1.amazonaws.com/envelope-prod-api:1.5.0"

    assert seen(C5, "runs", found) == ["releases of envelope-prod: 1.4.2 is live, and there runs worker 1.5.0"]


def test_a_release_without_a_record_is_not_compared():
    found = sample()
    recorded(found)["live"] = dataclasses.replace(recorded(found)["live"], release="1.5.0")
    recorded(found)["manifest"] = None

    assert seen(C5, "migrated", found) == ["releases of envelope-prod: 1.5.0, not recorded"]


def test_of_several_migrations_the_last_counts():
    found = sample()
    failed = found["migrations"][0] | {"createdAt": "2026-11-21", "containers": [{"name": "api", "exitCode": 1}]}
    found["migrations"].append(failed)

    assert failing(C5, found) == set()


def test_of_a_migration_its_own_containers_count():
    found = sample()
    found["migrations"][0]["containers"].append({"name": "log-router", "exitCode": 143})

    assert seen(C5, "ended", found) == ["migration by envelope-prod-api: ended with 0"]
    assert failing(C5, found) == set()


def test_images_of_another_account_are_seen_to_there():
    found = sample()
    container(found, "hq")["image"] = "999999999999.dkr.ecr.eu-west-1.amazonaws.com/hq:1"

    assert failing(C7, found) == set()
    assert "images of hq: in another registry 999999999999" in seen(C7, "ecr", found)


@pytest.mark.parametrize("registry", ["999999999999.dkr.ecr.eu-west-1", "123456789012.dkr.ecr.us-east-1"])
def test_all_images_may_be_of_another_account_or_region(registry: str):
    found = sample() | {"repositories": []}
    for one in found["services"]:
        one["task"]["containerDefinitions"][0]["image"] = f"{registry}.amazonaws.com/application:1"

    assert failing(C7, found) == set()


def test_a_rule_of_the_registry_scans_too():
    found = sample() | {"scanning of images": [RULE]}
    found["repositories"][0]["imageScanningConfiguration"] = {"scanOnPush": False}

    assert failing(C7, found) == set()


@pytest.mark.parametrize(("pattern", "fails"), [
    ("prod", set()), ("envelope-prod-*", set()), ("*", set()), ("staging", {"scan"}), ("prod-*", {"scan"}),
])
def test_a_filter_without_an_asterisk_is_a_part_of_the_name(pattern: str, fails: set[str]):
    rule = RULE | {"repositoryFilters": [{"filter": pattern, "filterType": "WILDCARD"}]}
    found = sample() | {"scanning of images": [rule]}
    for one in found["repositories"]:
        one["imageScanningConfiguration"] = {"scanOnPush": False}

    assert failing(C7, found) == fails


VARIABLE = {"name": "BASE_URL", "live_name": None, "status": "missing"}
PARITY = {"file": "docker-compose.prod.yml", "services": [
    {"compose": "tenant", "service": "tenant", "family": "envelope-prod-tenant:7", "variables": [VARIABLE]},
    {"compose": "cron", "service": "scheduler", "family": None, "variables": [VARIABLE]},
    {"compose": "mysql", "service": None, "family": None, "variables": []}]}


def test_without_a_compose_file_nothing_is_said_of_parity():
    assert bearing("NOT APPLICABLE", A2, sample()) == {"services", "variables"}


def test_what_the_compose_file_has_and_the_tasks_lack_is_told_once():
    given = place(parity=PARITY)

    assert seen(A2, "variables", sample(), given) == [
        "service tenant of docker-compose.prod.yml: lacks BASE_URL"]
    assert seen(A2, "services", sample(), given) == [
        "service tenant of docker-compose.prod.yml: envelope-prod-tenant:7",
        "service cron of docker-compose.prod.yml: no service scheduler runs"]
    assert failing(A2, sample(), given) == {"services", "variables"}
