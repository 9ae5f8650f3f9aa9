# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""S1 to S4: tenants' buckets, who may use them, and who scans what is in them."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.access import OBJECTS
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.scanning import S3
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.storage import S1, S2, S4
from ansible_collections.venturemond.envelope.plugins.module_utils.scanning import TAG_CLEAN, guard
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_tenants import (
    ACME,
    BLUEBIRD,
    KESTREL,
    POLICY,
    PREFIX,
    SCANNER,
    edited,
    one,
    place,
    sample,
)
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import DENIED, bearing, failing, seen

ALL = {"public", "owner", "encrypted", "versions", "tls", "lifecycle", "origins", "tags"}
BY_AWS = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "alias/aws/s3"}}


def bucket(**settings):
    return lambda found: one(found, "buckets", ACME.prefix).update(settings)


def cors(*origins, methods=("PUT",)):
    return bucket(cors_rules=[{"AllowedMethods": list(methods), "AllowedOrigins": list(origins)}])


def statements(found, name=ACME.prefix):
    return one(found, "buckets", name)["policy"]["Statement"]


def without(*sids):
    def edit(found):
        statements(found)[:] = [each for each in statements(found) if each["Sid"] not in sids]

    return edit


def tls(**changes):
    return lambda found: next(each for each in statements(found) if each["Sid"] == "TlsOnly").update(changes)


def test_buckets_that_lack_nothing():
    assert bearing("PASS", S1, sample(), place()) == ALL
    assert bearing("NOT APPLICABLE", S4, sample(), place()) == {"upload"}


@pytest.mark.parametrize(("edit", "fails"), [
    (bucket(public_access_block=False), {"public"}),
    (bucket(object_ownership="ObjectWriter"), {"owner"}),
    (bucket(encryption=None), {"encrypted"}),
    (bucket(encryption={"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}), {"encrypted"}),
    (bucket(encryption=BY_AWS), {"encrypted"}),
    (bucket(versioning=False), {"versions"}),
    (bucket(policy=None), {"tls"}),
    (without("TlsOnly"), {"tls"}),
    (tls(Resource="arn:aws:s3:::envelope-prod-pool-acme"), {"tls"}),
    (tls(Action="s3:PutObject"), {"tls"}),
    (tls(Principal={"AWS": "arn:aws:iam::123456789012:root"}), {"tls"}),
    (tls(Condition={"Bool": {"aws:SecureTransport": "true"}}), {"tls"}),
    (bucket(lifecycle_rules=[]), {"lifecycle"}),
    (bucket(lifecycle_rules=[{"Status": "Disabled", "NoncurrentVersionExpiration": {}}]), {"lifecycle"}),
    (bucket(lifecycle_rules=[{"Status": "Enabled", "Expiration": {"Days": 9}}]), {"lifecycle"}),
    (bucket(cors_rules=[]), {"origins"}),
    (cors("https://acme.envelope.example", methods=("GET",)), {"origins"}),
    (cors("*"), {"origins"}),
    (cors("http://acme.envelope.example"), {"origins"}),
    (cors("https://*.envelope.example"), {"origins"}),
    (cors("https://acme.envelope.example", "https://bluebird.envelope.example"), {"origins"}),
    (bucket(tags=[{"Key": "tenant", "Value": "acme"}]), {"tags"}),
])
def test_each_fault_of_a_bucket_fails_alone(edit, fails):
    assert failing(S1, edited(edit), place()) == fails


def test_origins_below_the_tenants_own_are_its_own():
    below = cors("https://app.acme.envelope.example", "https://*.acme.envelope.example")
    assert failing(S1, edited(below), place()) == set()


def test_terraforms_spelling_of_tags_counts():
    tags = [{"Key": name, "Value": "x"} for name in ("Project", "Environment")] + [{"Key": "Tenant", "Value": "acme"}]
    assert failing(S1, edited(bucket(tags=tags)), place()) == set()


def test_whatever_is_refused_is_unknown():
    assert bearing("UNKNOWN", S1, {**sample(), "buckets": DENIED}, place()) == ALL
    assert bearing("UNKNOWN", S2, {**sample(), "policies": DENIED}, place()) == {"policy", "actions", "alone"}
    assert bearing("UNKNOWN", S3, {**sample(), "malware protection plans": DENIED}, place()) == {
        "scanned", "closed", "tag"}


def policy(found, name=POLICY):
    return one(found, "policies", name)["document"]["Statement"]


def allows(*resources, actions=OBJECTS):
    return lambda found: policy(found).append(
        {"Effect": "Allow", "Action": list(actions), "Resource": [f"arn:aws:s3:::{each}" for each in resources]})


def detached(found):
    for role in found["roles"]:
        there = role["AttachedManagedPolicies"]
        role["AttachedManagedPolicies"] = [each for each in there if POLICY not in each["PolicyArn"]]


def test_the_policy_that_leads_to_the_buckets():
    assert bearing("PASS", S2, sample(), place()) == {"policy", "actions", "alone"}


@pytest.mark.parametrize(("edit", "fails"), [
    (lambda found: found["policies"].remove(one(found, "policies", POLICY)), {"policy"}),
    (detached, {"policy"}),
    (lambda found: policy(found)[0]["Action"].remove("s3:PutObjectTagging"), {"actions"}),
    (lambda found: policy(found).pop(1), {"actions"}),
    (lambda found: policy(found)[0].update(Resource=[f"arn:aws:s3:::{ACME.prefix}/*"]), {"actions"}),
    (allows(f"{PREFIX}*/*"), {"alone"}),
])
def test_each_fault_of_the_policy_fails_alone(edit, fails):
    assert failing(S2, edited(edit), place()) == fails


def test_what_is_missing_of_the_policy_is_said():
    found = edited(lambda found: policy(found)[0]["Action"].remove("s3:GetObject"))
    assert f"bucket {BLUEBIRD.prefix}: policy {POLICY}: not s3:GetObject" in seen(S2, "actions", found, place())
    wide = edited(allows(f"{PREFIX}*"))
    assert seen(S2, "alone", wide, place()) == [f"policy {POLICY}: opens {PREFIX}-audit too"]


def test_a_silo_tenants_tasks_need_their_own_way_in():
    def closed(found):
        one(found, "roles", f"{KESTREL.prefix}-task")["documents"].clear()

    assert failing(S2, edited(closed), place()) == {"actions"}


def test_the_inventory_may_call_the_policy_otherwise():
    assert failing(S2, sample(), place(storage_policy="another")) == {"policy"}


def plan(**changes):
    return lambda found: found["malware protection plans"][0].update(changes)


def function(found):
    one(found, "buckets", ACME.prefix)["notifications"] = {"LambdaFunctionConfigurations": [
        {"LambdaFunctionArn": "arn:aws:lambda:eu-west-1:1:function:scan", "Events": ["s3:ObjectCreated:*"]}]}
    found["malware protection plans"].pop(0)


def of_the_functions_tag(found):
    statements(found)[:] = [each for each in statements(found) if each["Sid"] == "TlsOnly"]
    statements(found).extend(guard(TAG_CLEAN, SCANNER, f"arn:aws:s3:::{ACME.prefix}/*"))


UNGUARDED = without("NoReadUnlessClean", "OnlyTheScannerTags", "OnlyTheScannerChangesWhatItTagged")


def test_files_that_are_scanned():
    assert bearing("PASS", S3, sample(), place()) == {"scanned", "closed", "tag"}


@pytest.mark.parametrize(("edit", "fails"), [
    (lambda found: found["malware protection plans"].pop(0), {"scanned"}),
    (plan(Status="WARNING"), {"scanned"}),
    (plan(Actions={"Tagging": {"Status": "DISABLED"}}), {"scanned"}),
    (without("NoReadUnlessClean"), {"closed"}),
    (without("OnlyTheScannerTags"), {"tag"}),
])
def test_each_fault_of_scanning_fails_alone(edit, fails):
    assert failing(S3, edited(edit), place()) == fails


def test_a_function_that_is_told_of_files_counts_for_nothing_while_anybody_reads_them():
    stub = edited(function, UNGUARDED)
    assert failing(S3, stub, place()) == {"scanned"}
    assert "anybody reads what it has not tagged" in seen(S3, "scanned", stub, place())[0]
    assert "never scanned" in seen(S3, "scanned", stub, place(storage_scan_mode="tag_clean"))[0]
    own = edited(function, of_the_functions_tag)
    assert failing(S3, own, place(storage_scan_mode="tag_clean", storage_scan_enforced=True)) == set()


@pytest.mark.parametrize("mode", [False, "off"])
def test_what_is_switched_off_on_purpose_is_said(mode):
    assert bearing("NOT APPLICABLE", S3, sample(), place(storage_scan_mode=mode)) == {"scanned", "closed", "tag"}
