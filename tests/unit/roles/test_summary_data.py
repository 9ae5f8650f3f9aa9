# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run of the site came to, for programs."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import registering
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import Outcome, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs.task_definitions import TaskDefinition
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.secretsmanager import Secret
from ansible_collections.venturemond.envelope.plugins.module_utils.results import report
from ansible_collections.venturemond.envelope.plugins.module_utils.summary_data import SCHEMA, about, summed
from ansible_collections.venturemond.envelope.plugins.plugin_utils.reporting import plan as comment

CANARY = "c4n4ry-0f-a-s3cret"
DESCRIBED = json.loads((Path(__file__).parents[3] / "docs/summary.schema.json").read_text())
CELL = {"cell_prefix": "envelope-prod", "inventory_hostname": "envelope-prod"}
DIFF = {"before_header": "s3_buckets files", "after_header": "s3_buckets files",
        "before": {"versioning": False}, "after": {"versioning": True}}
BUCKETS = {"module": "s3_buckets", "actions": {"files": "update", "logs": "none"}, "s3_buckets": {}}

SECRETS = {"actions": {"app": "none"}, "secretsmanager_secrets": {"app": {"arn": "arn:app"}}}


def of_set(*results, diff=(), **said):
    return {**CELL, "__kept": {"results_by_set": list(results), "diff": list(diff)}, **said}


def planned(*resources):
    """What a task says that would make these."""
    kind = type(resources[0])
    outcomes = [Outcome(each.id, plan(each, None), after=each) for each in resources]
    return {"module": kind.plural, **report(kind, outcomes, check=True)}


def test_a_change_has_its_module_its_name_and_what_each_option_becomes():
    found = about("envelope-prod", of_set(BUCKETS, diff=[DIFF]))
    assert found["changes"] == [{"module": "s3_buckets", "name": "files", "action": "update",
                                 "options": {"versioning": {"before": False, "after": True}}}]
    assert (found["kind"], found["counts"]["update"]) == ("platform", 1)


def test_a_task_of_one_module_is_known_by_what_it_returns():
    values = {**CELL, "__kept": {"actions": {"files": "create"}, "s3_buckets": {}, "diff": []}}
    assert [each["module"] for each in about("envelope-prod", values)["changes"]] == ["s3_buckets"]


def test_what_is_made_again_keeps_its_options():
    again = {**DIFF, "after_header": "s3_buckets files (made again, because versioning cannot change)"}
    result = {**BUCKETS, "actions": {"files": "replace"}}
    [change] = about("envelope-prod", of_set(result, diff=[again]))["changes"]
    assert change["options"] == {"versioning": {"before": False, "after": True}}


def test_what_is_refused_and_what_failed_is_told_with_its_reason():
    result = {**BUCKETS, "actions": {}, "refused": {"files": "name cannot change"}, "failures": {"logs": "denied"}}
    found = about("envelope-prod", of_set(result))
    assert found["refused"] == [{"module": "s3_buckets", "name": "files", "why": "name cannot change"}]
    assert found["failed"] == [{"module": "s3_buckets", "name": "logs", "why": "denied"}]


def test_what_may_not_be_seen_is_told_and_is_no_drift():
    result = {**SECRETS, "unseen": {"app": "entries (denied)"}}
    whole = summed([about("envelope-prod", of_set(result))], check=True)
    told = [{"module": "secretsmanager_secrets", "name": "app", "why": "entries (denied)"}]
    assert whole["hosts"][0]["unseen"] == told
    assert not any(whole["counts"].values())
    ahead = registering.ahead(["acme"], {"acme": [result]}, {}, {})
    found = about("acme", {**CELL, "inventory_hostname": "acme", "tenant_host": "a", "settled": ahead}, settled=True)
    assert found["unseen"] == told


def test_a_tenant_says_what_went_wrong_with_it_or_that_it_leaves():
    values = of_set(BUCKETS, tenant_host="acme.example", tenant_failed={"msg": "Denied"})
    assert about("acme", values)["failed"] == [{"module": "", "name": "acme", "why": "Denied"}]
    left = about("acme", {**values, "tenant_failed": None}, leaving="is being taken away")
    assert (left["leaving"], left["changes"], left["remarks"]) == ("is being taken away", [], [])


def test_the_whole_counts_all_hosts_and_is_as_its_schema_says():
    hosts = [about(name, of_set(BUCKETS, diff=[DIFF], tenant_host=name)) for name in ("acme", "zenith")]
    whole = summed(hosts, check=True)
    jsonschema.Draft202012Validator(DESCRIBED).validate(whole)
    assert (whole["schema"], whole["check"], whole["counts"]["update"]) == (SCHEMA, True, 2)
    assert DESCRIBED["properties"]["schema"]["const"] == SCHEMA


def varying(before, after):
    diff = {**DIFF, "before": {"environment": before}, "after": {"environment": after}}
    [change, *_others] = about("envelope-prod", of_set(BUCKETS, diff=[diff]))["changes"]
    return change["options"]["environment"]


@pytest.mark.parametrize("name", [
    "DB_PASSWORD", "API_KEY", "AWS_SECRET_ACCESS_KEY", "STRIPE_KEY", "stripe_key", "SENTRY_DSN", "github_token",
    "APP_PREVIOUS_KEYS"])
def test_what_is_called_a_secret_is_hidden_and_said_to_change(name):
    assert varying({name: CANARY}, {name: CANARY}) == {"before": {name: "(sensitive)"}, "after": {name: "(sensitive)"}}
    assert varying({name: CANARY}, {name: "b"})["after"] == {name: "(sensitive, changed)"}
    assert varying({}, {name: CANARY})["after"] == {name: "(sensitive)"}


def test_what_looks_like_a_secret_is_masked_and_what_does_not_is_shown():
    others = {"APP_URL": "https://a.example", "CACHE_TTL": 5}
    told = varying({}, {"DATABASE_URL": f"mysql://envelope:{CANARY}@db/x", **others})
    assert told["after"] == {"DATABASE_URL": "mysql://envelope:********@db/x", **others}


@pytest.mark.parametrize("kind", ["refused", "failures"])
def test_a_reason_repeats_no_secret_and_says_what_was_refused(kind):
    arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:envelope-prod-app-AbCdEf"
    why = f"not authorized to perform: secretsmanager:GetSecretValue on {arn}; DB_PASSWORD={CANARY}"
    found = about("envelope-prod", of_set({**BUCKETS, "actions": {}, kind: {"files": why}}))
    [told] = found["failed"] + found["refused"]
    assert told["why"] == f"not authorized to perform: secretsmanager:GetSecretValue on {arn}; DB_PASSWORD=********"


def test_a_tenants_failure_repeats_no_secret():
    values = of_set(BUCKETS, tenant_host="acme.example", tenant_failed={"msg": f"token: {CANARY}"})
    assert about("acme", values)["failed"][0]["why"] == "token: ********"


def test_no_secret_of_the_inventory_is_in_it_or_in_the_comment():
    secret = Secret.given({"name": "envelope-prod-app", "values": {"DB_PASSWORD": CANARY}})
    tasks = TaskDefinition.given({"family": "envelope-prod-api", "containers": [{
        "name": "api", "image": "api:1", "environment": {"DB_PASSWORD": CANARY, "APP_URL": "https://envelope.example"}}]})
    results = [planned(secret), planned(tasks)]
    whole = summed([about("envelope-prod", of_set(*results, diff=[each for one in results for each in one["diff"]]))],
                   check=True)
    said = json.dumps(whole)
    assert "DB_PASSWORD" in said and "https://envelope.example" in said, "the names and what is no secret"
    assert CANARY not in said and CANARY not in comment.text(whole)
