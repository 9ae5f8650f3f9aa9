# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""T4: whose tasks reach what of whom; and how policies are understood for that."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.access import allow, document
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reach import allowed, said_of
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.isolation import T4
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_tenants import (
    ACCOUNT,
    ACME,
    BLUEBIRD,
    KESTREL,
    PREFIX,
    REGION,
    edited,
    key,
    one,
    place,
    sample,
)
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import DENIED, bearing, failing, seen

CHECKS = {"files", "secrets", "keys", "logs"}
OWN, SHARED = f"{KESTREL.prefix}-task", f"{PREFIX}-task"
SECRETS = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{PREFIX}"
LOGS = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/ecs/{PREFIX}"


def may(role, actions, resource, **more):
    """Give a role a further policy."""
    return lambda found: one(found, "roles", role)["documents"].append(document(allow(actions, [resource], **more)))


def test_what_the_roles_make_is_apart():
    assert bearing("PASS", T4, sample(), place()) == CHECKS


@pytest.mark.parametrize(("edit", "fails"), [
    (may(OWN, ["s3:*"], f"arn:aws:s3:::{PREFIX}*/*"), {"files"}),
    (may(OWN, ["s3:GetObject"], f"arn:aws:s3:::{BLUEBIRD.prefix}/*"), {"files"}),
    (may(SHARED, ["s3:PutObject"], f"arn:aws:s3:::{PREFIX}-*/*"), {"files"}),
    (may(OWN, ["secretsmanager:GetSecretValue"], f"{SECRETS}-*"), {"secrets"}),
    (may(f"{KESTREL.prefix}-execution", ["secretsmanager:*"], "*"), {"secrets"}),
    (may(OWN, ["kms:Decrypt"], "*"), {"keys"}),
    (may(SHARED, ["kms:*"], key(KESTREL)), {"keys"}),
    (may(SHARED, ["logs:GetLogEvents"], f"{LOGS}-*"), {"logs"}),
], ids=["prefix wildcard", "one of another", "platform", "secrets", "execution", "any key", "its key", "logs"])
def test_each_way_to_another_tenant_fails_alone(edit, fails):
    assert failing(T4, edited(edit), place()) == fails


def test_the_role_and_what_it_reaches_are_said():
    found = edited(may(OWN, ["s3:*"], f"arn:aws:s3:::{PREFIX}*"))
    assert f"role {OWN}: reaches bucket {ACME.prefix}, bucket {BLUEBIRD.prefix}" in seen(T4, "files", found, place())


@pytest.mark.parametrize("edit", [
    may(OWN, ["s3:*"], f"arn:aws:s3:::{KESTREL.prefix}/*"),
    may(SHARED, ["s3:*"], f"arn:aws:s3:::{PREFIX}-pool-*"),
    may(OWN, ["kms:Decrypt"], "*", Condition={"StringEquals": {"kms:ViaService": f"s3.{REGION}.amazonaws.com"}}),
    may(OWN, ["secretsmanager:GetSecretValue"], "*", Condition={"StringEquals": {"aws:ResourceTag/tenant": "kestrel"}}),
    may(OWN, ["ec2:Describe*"], "*"),
], ids=["its own", "pool", "a key by S3 alone", "by tag", "something else"])
def test_what_is_its_own_is_no_finding(edit):
    assert failing(T4, edited(edit), place()) == set()


def test_without_tasks_of_its_own_no_tenant_is_to_be_kept_apart():
    def none_of_its_own(found):
        found["services"] = [each for each in found["services"] if not each["serviceName"].startswith(KESTREL.prefix)]

    wide = edited(none_of_its_own, may(SHARED, ["s3:*"], f"arn:aws:s3:::{PREFIX}*"))
    assert bearing("NOT APPLICABLE", T4, wide, place(ACME, BLUEBIRD)) == CHECKS


def test_where_nothing_is_of_another_tenant_there_is_nothing_to_judge():
    found = {**sample(), "buckets": [], "secrets": []}
    assert bearing("NOT APPLICABLE", T4, found, place()) == {"files", "secrets", "keys"}


def shared_key(*others):
    """Encrypt the buckets of these tenants with the key of the silo tenant."""
    def edit(found):
        for tenant in others:
            by = one(found, "buckets", tenant.prefix)["encryption"]["ApplyServerSideEncryptionByDefault"]
            by["KMSMasterKeyID"] = key(KESTREL)

    return edit


def test_a_silo_tenant_shares_its_key_with_nobody():
    found = edited(shared_key(ACME, BLUEBIRD))
    assert failing(T4, found, place()) == {"keys"}
    said = f"key alias/{KESTREL.prefix}: encrypts the files of acme, bluebird as well"
    assert said in seen(T4, "keys", found, place())


def test_pool_tenants_may_share_a_key_but_not_with_a_silo_tenant():
    def pooled(found):
        by = one(found, "buckets", BLUEBIRD.prefix)["encryption"]["ApplyServerSideEncryptionByDefault"]
        by["KMSMasterKeyID"] = key(ACME)

    assert failing(T4, edited(pooled, may(SHARED, ["kms:Decrypt"], key(ACME))), place()) == set()
    assert failing(T4, edited(pooled, may(OWN, ["kms:Decrypt"], key(ACME))), place()) == {"keys"}


def test_what_is_refused_is_unknown():
    assert bearing("UNKNOWN", T4, {**sample(), "roles": DENIED}, place()) == CHECKS
    assert bearing("UNKNOWN", T4, {**sample(), "keys": DENIED}, place()) == {"keys"}


GET, ACMES = "s3:GetObject", "arn:aws:s3:::envelope-prod-pool-acme/a"


@pytest.mark.parametrize(("statements", "context", "may_it"), [
    ([allow(["S3:getobject"], [ACMES])], {}, True),
    ([allow([GET], ["arn:aws:s3:::envelope-prod-pool-acm?/*"])], {}, True),
    ([allow([GET], ["arn:aws:s3:::ENVELOPE-prod-pool-acme/*"])], {}, False),
    ([{"Effect": "Allow", "NotAction": "s3:Put*", "NotResource": "arn:aws:s3:::other/*"}], {}, True),
    ([{"Effect": "Allow", "NotAction": "s3:Get*", "Resource": "*"}], {}, False),
    ([allow(["s3:*"], ["*"]), {"Effect": "Deny", "Action": GET, "Resource": "*"}], {}, False),
    ([allow(["s3:*"], ["*"]), {"Effect": "Deny", "Action": GET, "Resource": "*",
                               "Condition": {"Bool": {"aws:SecureTransport": "false"}}}], {}, True),
    ([allow([GET], ["*"], Condition={"StringLike": {"aws:PrincipalTag/tenant": "ac*"}})],
     {"aws:principaltag/tenant": ["acme"]}, True),
    ([allow([GET], ["*"], Condition={"StringEquals": {"aws:PrincipalTag/tenant": "ac*"}})],
     {"aws:principaltag/tenant": ["acme"]}, False),
    ([allow([GET], ["*"], Condition={"StringNotEquals": {"aws:PrincipalTag/tenant": "acme"}})],
     {"aws:principaltag/tenant": ["acme"]}, False),
    ([allow([GET], ["*"], Condition={"StringEqualsIfExists": {"kms:ViaService": "s3"}})], {"kms:viaservice": []}, True),
    ([allow([GET], ["*"], Condition={"DateLessThan": {"aws:CurrentTime": "2000-01-01"}})], {}, True),
    ([allow([GET], ["arn:aws:s3:::envelope-prod-pool-${aws:PrincipalTag/tenant}/*"])],
     {"aws:principaltag/tenant": ["acme"]}, True),
    ([allow([GET], ["arn:aws:s3:::envelope-prod-pool-${aws:PrincipalTag/tenant}/*"])], {}, False),
    ([allow([GET], ["*"], Condition={"StringEquals": {"aws:PrincipalTag/number": 7}})],
     {"aws:principaltag/number": ["7"]}, True),
    ([allow([GET], ["*"], Condition={"StringNotEquals": {"aws:PrincipalTag/on": [True]}})],
     {"aws:principaltag/on": ["true"]}, False),
    ([], {}, False),
], ids=["case", "one letter", "case of names", "all but", "not this", "denied", "denied otherwise", "like", "equals",
        "not", "if it is there", "unknown test", "variable", "unknown variable", "number", "boolean", "nothing"])
def test_policies_are_understood(statements, context, may_it):
    assert allowed([document(*statements)], GET, ACMES, context) is may_it
    assert allowed(said_of([GET], [document(*statements)]), GET, ACMES, context) is may_it
