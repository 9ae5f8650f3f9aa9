# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requirement T4: nobody's tasks reach another tenant's bucket, secret, key or log group.

Each test asks the evaluator once, about all that it asserts.
"""

from __future__ import annotations

import itertools

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import policies
from ansible_collections.venturemond.envelope.plugins.module_utils.access import bucket_access, reached
from ansible_collections.venturemond.envelope.tests.isolation import account
from ansible_collections.venturemond.envelope.tests.isolation.account import (
    CELL,
    PLACE,
    ask,
    bucket_policy,
    uses_of_files,
    uses_of_key,
    uses_of_log,
    uses_of_secret,
)

POOL = (f"{CELL}-pool-acme", f"{CELL}-pool-zenith")
SILO = (f"{CELL}-silo-kestrel", f"{CELL}-silo-kestrel-two", f"{CELL}-silo-osprey")
USES = (uses_of_files, uses_of_key, uses_of_secret, uses_of_log)
MANAGED_LIMIT = 6144


def answers(judge, simulations):
    """The evaluator's answer by what was asked."""
    asked = [(each["request"]["principal"].split("/")[1], each["request"]["action"],
              each["request"]["resource"]["resource"]) for each in simulations]
    return dict(zip(asked, judge(simulations), strict=True))


def all_are(wanted, found):
    """Whether every answer is among those wanted, and there are any."""
    assert found
    assert {asked: said for asked, said in found.items() if said not in wanted} == {}


DENIED = ("ImplicitlyDenied", "ExplicitlyDenied")


@pytest.mark.parametrize("which", [0, 1], ids=["execution", "task"])
def test_a_silo_tenants_role_reaches_nothing_of_anybody_else(judge, which):
    pairs = [(mine, other) for mine, other in itertools.product(SILO, (*SILO, *POOL, CELL)) if mine != other]
    all_are(DENIED, answers(judge, [
        each for mine, other in pairs for use in USES for each in use(account.roles(mine)[which], other)]))


@pytest.mark.parametrize("which", [0, 1], ids=["execution", "task"])
def test_a_platforms_role_reaches_nothing_of_a_silo_tenant(judge, which):
    role = account.roles(CELL)[which]
    all_are(DENIED, answers(judge, [each for other in SILO for use in USES for each in use(role, other)]))


def test_a_silo_tenants_tasks_use_their_own_files_and_secret(judge):
    tasks = [(account.roles(mine)[1], mine) for mine in SILO]
    all_are(("Allowed",), answers(judge, [
        each for role, mine in tasks for use in (uses_of_files, uses_of_key, uses_of_secret)
        for each in use(role, mine)]))


def test_a_silo_tenants_tasks_are_started_with_their_own_secret_and_log(judge):
    own = [(account.roles(mine)[0], mine) for mine in SILO]
    found = answers(judge, [each for role, mine in own for use in (uses_of_secret, uses_of_log)
                            for each in use(role, mine)])
    reads = {asked: said for asked, said in found.items() if asked[1] == "logs:GetLogEvents"}

    all_are(DENIED, reads)
    all_are(("Allowed",), {asked: said for asked, said in found.items() if asked not in reads})


def test_the_platforms_tasks_use_the_files_and_secrets_of_pool_tenants(judge):
    role = account.roles(CELL)[1]
    all_are(("Allowed",), answers(judge, [
        each for other in POOL for use in (uses_of_files, uses_of_key, uses_of_secret) for each in use(role, other)]))


@pytest.mark.parametrize("tags", [
    {}, {"s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "THREATS_FOUND"},
    {"s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "UNSUPPORTED"}], ids=["unscanned", "malware", "unsupported"])
def test_what_is_not_found_clean_is_read_by_the_scanner_alone(judge, tags):
    mine = SILO[0]
    where, policy = f"arn:aws:s3:::{mine}/a.pdf", bucket_policy(mine)
    operator = account.Role("operator", {"all": {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "*", "Resource": "*"}]}})
    who = [account.scanner(), account.roles(mine)[1], operator]

    assert judge([ask(role, "s3:GetObject", where, policy, keys=tags) for role in who]) == [
        "Allowed", "ExplicitlyDenied", "ExplicitlyDenied"]


def test_nobody_but_the_scanner_says_that_a_file_is_clean(judge):
    mine = SILO[0]
    where, policy = f"arn:aws:s3:::{mine}/a.pdf", bucket_policy(mine)
    forged = {"s3:RequestObjectTagKeys": ["kind", "GuardDutyMalwareScanStatus"]}
    marked = {"s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "THREATS_FOUND", "s3:RequestObjectTagKeys": ["kind"]}
    task, scanner = account.roles(mine)[1], account.scanner()
    forging = [ask(task, action, where, policy, keys=forged) for action in ("s3:PutObject", "s3:PutObjectTagging")]

    assert judge([*forging, ask(task, "s3:PutObjectTagging", where, policy, keys=marked)]) == ["ExplicitlyDenied"] * 3
    assert judge([ask(scanner, "s3:PutObjectTagging", where, policy, keys=forged),
                  ask(task, "s3:PutObjectTagging", where, policy, keys={"s3:RequestObjectTagKeys": ["kind"]})]) == [
        "Allowed", "Allowed"], "the application's own tags stay the application's"


def test_the_scanner_uses_tenants_files_and_no_others(judge):
    scanner, elsewhere = account.scanner(), f"{CELL}-releases"
    tenants = answers(judge, [each for owner in (POOL[0], SILO[0]) for each in uses_of_key_for_s3(scanner, owner)])
    others = answers(judge, [ask(scanner, "s3:GetObject", f"arn:aws:s3:::{elsewhere}/x"),
                             *uses_of_key_for_s3(scanner, elsewhere), *uses_of_secret(scanner, POOL[0])])

    all_are(("Allowed",), tenants)
    all_are(DENIED, others)


def uses_of_key_for_s3(role, owner):
    by_s3 = {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}
    return [{**each, "request": {**each["request"], "contextVariables": {
        **each["request"]["contextVariables"], **by_s3}}} for each in uses_of_key(role, owner)]


def test_the_prefix_wildcard_of_before_opens_other_tenants_files_and_is_reported(judge):
    pattern = f"{CELL}-*"
    role = account.roles(SILO[0])[1].also(source=bucket_access([pattern], PLACE))

    all_are(("Allowed",), answers(judge, uses_of_files(role, SILO[2])))
    assert reached([pattern, SILO[0], f"{CELL}-pool-*"], SILO) == {pattern: list(SILO)}


def test_a_policy_is_as_long_for_a_thousand_tenants_as_for_one():
    names = [f"{CELL}-silo-{'x' * 40}", CELL]
    assert max(policies.size(each) for name in names for each in account.managed(name).values()) < MANAGED_LIMIT / 4
