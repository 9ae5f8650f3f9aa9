# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`playbooks/offboard_tenant.yml` on the example site: a silo tenant goes, the others stay, its slug is not reused."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.site.holdings import Holdings, holdings, secret_values
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

pytestmark = pytest.mark.long

SLUG, PREFIX = "kestrel", "envelope-local-silo-kestrel"
SHORTENED = "kestr"
"""How far AWS's limits leave its name whole."""
PENDING = {"kms_keys", "keys", "secretsmanager_secrets"}
"""What waits for its end."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Site]:
    with LocalAws.running() as aws:
        for repository in ("api", "hq", "tenant"):
            aws.push(f"envelope-local-{repository}", "1.0.0")
        site = Site(aws, tmp_path_factory.mktemp("offboarding"))
        built = site.run()
        assert built.code == 0, built.printed
        site.client("s3").put_object(Bucket=PREFIX, Key="contract.pdf", Body=b"signed")
        yield site


@pytest.fixture(scope="module")
def before(site: Site) -> Holdings:
    return holdings(site.client)


@pytest.fixture(scope="module")
def values(site: Site) -> list[str]:
    return secret_values(site.client)


def offboard(site: Site, **about: t.Any) -> Run:
    return site.running("offboard_tenant").run(**_variables(site, about))


def _variables(site: Site, about: dict[str, t.Any]) -> dict[str, t.Any]:
    return {"tenant": SLUG, "tenant_offboarding_reports": str(site.directory / "proofs"), **about}


@pytest.fixture(scope="module")
def refused(site: Site, before: Holdings) -> list[Run]:
    """A tenant that is none, a slug that is another's, and one that is not typed back."""
    return [offboard(site, tenant="nobody"), offboard(site, confirm="acme"), offboard(site)]


@pytest.fixture(scope="module")
def frozen(site: Site, refused: list[Run], values: list[str]) -> Run:
    return offboard(site, confirm=SLUG)


@pytest.fixture(scope="module")
def left_alone(site: Site, frozen: Run) -> list[Run]:
    """Whoever else provisions it while it is frozen."""
    return [site.run(), site.running("onboard_tenant").run(tenant=SLUG, tier="silo")]


@pytest.fixture(scope="module")
def killed(site: Site, left_alone: list[Run]) -> Run:
    return site.running("offboard_tenant").killed_at(
        "ecs", "DeleteService", after=1, **_variables(site, {"confirm": SLUG, "hold_days": 0}))


@pytest.fixture(scope="module")
def ended(site: Site, killed: Run) -> Run:
    return offboard(site, confirm=SLUG, hold_days=0)


def test_nothing_is_done_unless_its_slug_is_typed_back(refused: list[Run]):
    assert [run.writes for run in refused] == [[], [], []]
    assert [run.code == 0 for run in refused] == [False, False, True]
    assert "there are acme, bluebird, kestrel" in " ".join(refused[0].printed.split())
    assert "confirm is ''acme'', and the tenant is ''kestrel''" in refused[1].printed
    assert f"role/{PREFIX}-task" in refused[2].printed and "confirm=kestrel" in refused[2].printed


def test_a_freeze_stops_what_runs_and_waits(site: Site, frozen: Run, killed: Run):
    assert frozen.code == 0, frozen.printed
    assert frozen.writes.count("ecs:UpdateService") == 5 and "s3:CopyObject" in frozen.writes
    assert not [write for write in frozen.writes if ":Delete" in write] and "deleted" in frozen.printed


def test_nobody_brings_it_back_by_chance(site: Site, left_alone: list[Run], killed: Run):
    site_run, onboarding = left_alone
    said = f"Tenant {SLUG} (silo): tenant {SLUG} is being taken away since "
    assert (site_run.code, site_run.writes) == (0, []) and said in site_run.printed
    assert onboarding.code != 0 and onboarding.writes == [] and "is being taken away since" in onboarding.printed


def test_nothing_of_it_is_left_and_all_of_the_others(site: Site, before: Holdings, ended: Run):
    assert ended.code == 0, ended.printed
    now = holdings(site.client)
    archive = {"s3_buckets", "kms_keys", "keys"}
    for module in before.keys() - {"ecs_task_definitions"}:
        left = [name for name in now[module] if module in PENDING or SHORTENED not in name]
        kept = [name for name in before[module] if module in PENDING or SHORTENED not in name]
        if module not in archive | {"elbv2_listener_certificates", "validation", "secretsmanager_secrets"}:
            assert left == kept == now[module], module
    assert len(now["elbv2_listener_certificates"]) == len(before["elbv2_listener_certificates"]) - 1
    tagged = site.client("resourcegroupstaggingapi").get_resources(
        TagFilters=[{"Key": "tenant", "Values": [SLUG]}])["ResourceTagMappingList"]
    assert {each["ResourceARN"].split(":")[2] for each in tagged} <= {"kms", "secretsmanager"}


def test_its_proof_is_here_its_file_is_not_and_no_secret_anywhere(site: Site, values: list[str], ended: Run):
    proof = json.loads((site.directory / f"proofs/{PREFIX}.json").read_text())
    page = (site.directory / f"proofs/{PREFIX}.md").read_text()
    s3 = site.client("s3")
    archive = {each["Key"]: s3.get_object(Bucket="envelope-local-archive", Key=each["Key"])["Body"].read().decode()
               for each in s3.list_objects_v2(Bucket="envelope-local-archive")["Contents"]}

    assert proof["clean"] and len(proof["things"]) > 40 and all(each["arn"] in page for each in proof["things"])
    assert [body for key, body in archive.items() if key.endswith("/objects/contract.pdf")] == ["signed"]
    assert not (site.inventory / "tenants/kestrel.yml").exists()
    assert [value[:4] for value in values for text in (page, ended.printed, json.dumps(proof), *archive.values())
            if value in text] == []


def test_its_slug_is_not_reused_while_something_of_it_could_come_back(site: Site, ended: Run):
    run = site.running("onboard_tenant").run(tenant=SLUG, tier="silo")
    assert run.code != 0 and run.writes == [] and not (site.inventory / f"tenants/{SLUG}.yml").exists()
    said = " ".join(run.printed.split())
    for what in ("key", "secret"):
        assert f"{what} {PREFIX} is scheduled for deletion until " in said
