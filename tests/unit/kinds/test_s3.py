# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about buckets."""

from __future__ import annotations

import datetime
import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.s3 import S3Bucket
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.s3.parts import (
    CorsRule,
    Encryption,
    LifecycleRule,
    Logging,
    NoncurrentTransition,
    Transition,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.s3.reading import BLOCKS
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.s3.statements import tls_statement
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

NAME = "envelope-prod-acme"
ARN = f"arn:aws:s3:::{NAME}"
HERE = {"partition": "aws", "region": "eu-west-1", "account": "111122223333"}
PLACE = [("head_bucket", {"BucketRegion": "eu-west-1"}), ("get_caller_identity", HERE)]
READ = {"Sid": "Read", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"{ARN}/*"}
FULL = {"algorithm": "aws:kms", "kms_key": "arn:aws:kms:eu-west-1:111122223333:key/1234", "bucket_key_enabled": True}


def bucket(**options: t.Any) -> S3Bucket:
    return S3Bucket(name=NAME, **options)


def document(*statements: dict[str, t.Any]) -> dict[str, t.Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def operations(wanted: S3Bucket, now: S3Bucket | None) -> list[str]:
    made = requests(plan(wanted, now).flow())
    return [operation for operation, _params in made if operation != "get_caller_identity"]


class TestReading:
    def test_only_what_is_stated_is_asked_for(self) -> None:
        found = play(bucket().read(), *PLACE)
        assert (found.arn, found.region) == (ARN, "eu-west-1")

    def test_what_aws_does_not_find_is_empty(self) -> None:
        wanted = bucket(
            public_access_block=False, object_ownership="ObjectWriter", versioning=False, tls_only=False, policy={},
            lifecycle_rules=[], cors_rules=[], logging=Logging(bucket=""), tags={})
        found = play(
            wanted.read(), *PLACE, ("get_public_access_block", Absent), ("get_bucket_ownership_controls", Absent),
            ("get_bucket_versioning", {}), ("get_bucket_policy", Absent), ("get_bucket_policy", Absent),
            ("get_bucket_lifecycle_configuration", Absent), ("get_bucket_cors", Absent), ("get_bucket_logging", {}),
            ("get_bucket_tagging", Absent))
        assert plan(wanted, found).action == "none"

    def test_three_blocks_of_four_are_none(self) -> None:
        blocks = {**dict.fromkeys(BLOCKS, True), "RestrictPublicBuckets": False}
        found = play(bucket(public_access_block=True).read(), *PLACE,
                     ("get_public_access_block", {"PublicAccessBlockConfiguration": blocks}))
        assert found.public_access_block is False

    def test_a_bucket_of_another_account_is_told_in_check_mode_too(self) -> None:
        with pytest.raises(Invalid, match="belongs to another account"):
            play(bucket().read(), ("head_bucket", "403"))

    def test_no_bucket_is_absent(self) -> None:
        with pytest.raises(Absent):
            play(bucket().read(), ("head_bucket", Absent))


class TestCreating:
    def test_is_closed_before_anything_else(self) -> None:
        wanted = bucket(
            versioning=True, public_access_block=True, object_ownership="BucketOwnerEnforced", tags={"a": "b"},
            tls_only=True, policy=document(READ), encryption=Encryption(algorithm="AES256"))
        assert operations(wanted, None) == [
            "create_bucket", "put_public_access_block", "put_bucket_encryption", "put_bucket_versioning",
            "put_bucket_policy"]

    def test_owner_and_tags_come_with_the_bucket(self) -> None:
        made = dict(requests(bucket(object_ownership="BucketOwnerEnforced", tags={"a": "b"}).create()))
        assert made["create_bucket"] == {
            "Bucket": NAME, "ObjectOwnership": "BucketOwnerEnforced", "CreateBucketConfiguration": {
                "LocationConstraint": "eu-west-1", "Tags": [{"Key": "a", "Value": "b"}]}}

    def test_the_oldest_region_is_not_named(self) -> None:
        flow = bucket().create()
        next(flow)
        assert flow.send({**HERE, "region": "us-east-1"}).params == {"Bucket": NAME}

    def test_what_a_new_bucket_is_anyway_is_not_set(self) -> None:
        nothing = bucket(versioning=False, policy={}, lifecycle_rules=[], cors_rules=[], tls_only=False)
        assert operations(nothing, None) == ["create_bucket"]

    def test_an_answer_that_was_lost_does_not_matter(self) -> None:
        wanted = bucket(object_ownership="BucketOwnerEnforced", tags={"a": "b"})
        play(wanted.create(), ("get_caller_identity", HERE), ("create_bucket", "BucketAlreadyOwnedByYou"),
             ("put_bucket_ownership_controls", {}), ("put_bucket_tagging", {}))

    def test_a_name_that_is_taken_is_told(self) -> None:
        with pytest.raises(Invalid, match="names of buckets are global"):
            play(bucket().create(), ("get_caller_identity", HERE), ("create_bucket", "BucketAlreadyExists"))

    def test_what_s3_does_not_know_everywhere_yet_is_tried_again(self) -> None:
        flow = bucket(public_access_block=True).create()
        next(flow)
        flow.send(HERE)
        assert "NoSuchBucket" in flow.send({}).service.transient


class TestPolicy:
    def found(self, wanted: S3Bucket, *statements: dict[str, t.Any]) -> S3Bucket:
        reply = {"Policy": json.dumps(document(*statements))}
        asked = [("get_bucket_policy", reply) for name in ("tls_only", "policy") if getattr(wanted, name) is not None]
        return t.cast(S3Bucket, play(wanted.read(), *PLACE, *asked))

    def put(self, wanted: S3Bucket, now: S3Bucket) -> list[str]:
        (operation, params), = requests(plan(wanted, now).flow())
        assert operation == "put_bucket_policy"
        return [each["Sid"] for each in json.loads(params["Policy"])["Statement"]]

    def test_tls_only_leaves_other_statements_alone(self) -> None:
        wanted = bucket(tls_only=True)
        assert self.put(wanted, self.found(wanted, READ)) == ["Read", "TlsOnly"]

    def test_tls_only_is_recognised_under_another_sid_and_in_another_spelling(self) -> None:
        theirs = {**tls_statement(ARN), "Sid": "DenyInsecure", "Principal": {"AWS": "*"}, "Action": ["S3:*"]}
        wanted = bucket(tls_only=True)
        assert plan(wanted, self.found(wanted, READ, theirs)).action == "none"

    def test_one_that_covers_objects_only_is_not_enough(self) -> None:
        theirs = {**tls_statement(ARN), "Resource": f"{ARN}/*", "Sid": "Half"}
        wanted = bucket(tls_only=True)
        assert self.put(wanted, self.found(wanted, theirs)) == ["Half", "TlsOnly"]

    def test_a_policy_is_exactly_that(self) -> None:
        wanted = bucket(tls_only=True, policy=document(READ))
        now = self.found(wanted, {**READ, "Sid": "Backdoor"}, tls_statement(ARN))
        assert self.put(wanted, now) == ["Read", "TlsOnly"]

    def test_without_tls_only_the_policy_is_the_whole(self) -> None:
        whole = document(READ, tls_statement(ARN))
        wanted = bucket(policy=whole)
        assert plan(wanted, self.found(wanted, *whole["Statement"])).action == "none"

    def test_the_last_statement_that_goes_takes_the_policy_with_it(self) -> None:
        wanted = bucket(tls_only=False)
        assert operations(wanted, self.found(wanted, tls_statement(ARN))) == ["delete_bucket_policy"]

    def test_the_same_statement_twice_is_refused(self) -> None:
        problems = list(bucket(tls_only=True, policy=document(tls_statement(ARN))).problems())
        assert problems == ["policy: has the statement that tls_only makes; leave it to tls_only"]


class TestEncryption:
    @pytest.mark.parametrize("key", [FULL["kms_key"], "1234"])
    def test_an_id_and_an_arn_are_the_same_key(self, key: str) -> None:
        rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key},
                "BucketKeyEnabled": True}
        wanted = bucket(encryption=Encryption(**FULL))
        found = play(wanted.read(), *PLACE,
                     ("get_bucket_encryption", {"ServerSideEncryptionConfiguration": {"Rules": [rule]}}))
        assert plan(wanted, found).action == "none"

    def test_the_key_of_before_is_not_sent_with_s3s_own(self) -> None:
        now = bucket(encryption=Encryption(**FULL))
        (_operation, params), = requests(plan(bucket(encryption=Encryption(algorithm="AES256")), now).flow())
        assert params["ServerSideEncryptionConfiguration"]["Rules"] == [
            {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": True}]

    def test_a_key_needs_kms(self) -> None:
        assert len(list(bucket(encryption=Encryption(algorithm="AES256", kms_key="x")).problems())) == 1


class TestLifecycle:
    RULES = (
        LifecycleRule(id="a", expiration_days=30),
        LifecycleRule(id="b", prefix="x/", status="Disabled", abort_incomplete_multipart_upload_days=7),
        LifecycleRule(id="c", tags={"k": "v"}, expired_object_delete_marker=True),
        LifecycleRule(id="d", prefix="x/", tags={"k": "v", "l": "w"}, noncurrent_version_expiration_days=1,
                      newer_noncurrent_versions=2),
        LifecycleRule(id="e", transitions=[Transition(days=90, storage_class="GLACIER"),
                                           Transition(days=30, storage_class="STANDARD_IA")],
                      noncurrent_version_transitions=[NoncurrentTransition(days=30, storage_class="GLACIER")]),
    )

    def found(self, *rules: dict[str, t.Any]) -> S3Bucket:
        return t.cast(S3Bucket, play(
            bucket(lifecycle_rules=[]).read(), *PLACE, ("get_bucket_lifecycle_configuration", {"Rules": list(rules)})))

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_what_is_sent_is_what_is_found(self, rule: LifecycleRule) -> None:
        assert plan(bucket(lifecycle_rules=[rule]), self.found(rule.wire())).action == "none"

    def test_order_is_no_difference(self) -> None:
        now = self.found(*[rule.wire() for rule in reversed(self.RULES)])
        assert plan(bucket(lifecycle_rules=[*self.RULES]), now).action == "none"

    def test_what_a_rule_leaves_out_it_does_not_do(self) -> None:
        now = self.found({"ID": "a", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 30},
                          "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}})
        assert plan(bucket(lifecycle_rules=[self.RULES[0]]), now).action == "update"

    def test_a_prefix_in_the_old_place_is_understood(self) -> None:
        now = self.found({"ID": "a", "Status": "Enabled", "Prefix": "", "Expiration": {"Days": 30}})
        assert plan(bucket(lifecycle_rules=[self.RULES[0]]), now).action == "none"

    @pytest.mark.parametrize("more", [
        {"Filter": {"ObjectSizeGreaterThan": 1}}, {"Filter": {"And": {"Prefix": "", "ObjectSizeLessThan": 9}}},
        {"Expiration": {"Days": 30, "Date": datetime.datetime(2030, 1, 1)}},
    ])
    def test_what_cannot_be_stated_is_a_difference(self, more: dict[str, t.Any]) -> None:
        now = self.found({"ID": "a", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 30}, **more})
        assert plan(bucket(lifecycle_rules=[self.RULES[0]]), now).action == "update"

    def test_no_rules_are_deleted_rules(self) -> None:
        now = bucket(lifecycle_rules=[self.RULES[0]])
        assert operations(bucket(lifecycle_rules=[]), now) == ["delete_bucket_lifecycle"]

    def test_what_makes_no_sense_is_told(self) -> None:
        both = LifecycleRule(id="both", expiration_days=1, expired_object_delete_marker=True)
        rules = [LifecycleRule(id="idle"), both, self.RULES[0], self.RULES[0]]
        assert len(list(bucket(lifecycle_rules=rules).problems())) == 3


def test_the_order_of_cors_rules_counts_and_that_of_their_entries_does_not() -> None:
    one = CorsRule(allowed_origins=["https://b", "https://a"], allowed_methods=["PUT", "GET"])
    two = CorsRule(allowed_origins=["*"], allowed_methods=["GET"])
    first = {"AllowedOrigins": ["https://a", "https://b"], "AllowedMethods": ["GET", "PUT"]}
    reply = {"CORSRules": [first, two.wire()]}
    found = play(bucket(cors_rules=[one, two]).read(), *PLACE, ("get_bucket_cors", reply))
    assert plan(bucket(cors_rules=[one, two]), found).action == "none"
    assert operations(bucket(cors_rules=[two, one]), found) == ["put_bucket_cors"]
    assert operations(bucket(cors_rules=[]), found) == ["delete_bucket_cors"]


def test_logging_is_switched_off_by_an_empty_bucket() -> None:
    wanted, now = bucket(logging=Logging(bucket="")), bucket(logging=Logging(bucket="logs", prefix="x/"))
    assert requests(plan(wanted, now).flow()) == [("put_bucket_logging", {"Bucket": NAME, "BucketLoggingStatus": {}})]


def test_tags_of_others_are_kept_though_s3_takes_them_as_a_whole() -> None:
    (_operation, params), = requests(plan(bucket(tags={"a": "2"}), bucket(tags={"a": "1", "theirs": "x"})).flow())
    assert params["Tagging"] == {"TagSet": [{"Key": "a", "Value": "2"}, {"Key": "theirs", "Value": "x"}]}


class TestDeleting:
    def test_a_bucket_with_objects_is_left_alone(self) -> None:
        with pytest.raises(Invalid, match="set force"):
            play(bucket().delete(), ("delete_bucket", "BucketNotEmpty"))

    def test_force_deletes_versions_and_markers_page_by_page(self) -> None:
        flow = bucket(force=True).delete()
        assert next(flow).params["MaxKeys"] == 1000
        version, marker = {"Key": "a", "VersionId": "1"}, {"Key": "b", "VersionId": "null"}
        doomed = flow.send({"Versions": [version], "DeleteMarkers": [marker]})
        assert doomed.params["Delete"]["Objects"] == [version, marker]
        assert flow.send({}).operation == "list_object_versions"
        assert flow.send({}).operation == "delete_bucket"

    def test_an_object_that_cannot_be_deleted_is_named(self) -> None:
        refused = {"Errors": [{"Key": "a", "Code": "AccessDenied", "Message": "legal hold"}]}
        with pytest.raises(AwsError, match="a: legal hold"):
            play(bucket(force=True).delete(), ("list_object_versions", {"Versions": [{"Key": "a", "VersionId": "1"}]}),
                 ("delete_objects", refused))


@pytest.mark.parametrize("name", [
    "ab", "a" * 64, "Acme", "a_b", "a.b", "-ab", "ab-", "xn--ab", "ab-s3alias", "sthree-ab"])
def test_names_that_aws_refuses_are_refused(name: str) -> None:
    assert len(list(S3Bucket(name=name).problems())) == 1


@pytest.mark.parametrize("name", ["abc", "a" * 63, "3-envelope-prod"])
def test_names_that_aws_takes_are_taken(name: str) -> None:
    assert not list(S3Bucket(name=name).problems())
