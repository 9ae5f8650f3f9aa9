# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Receipt rules as AWS keeps them."""

from __future__ import annotations

import json

import pytest

ACCOUNT = "123456789012"
SET = f"arn:aws:ses:eu-west-1:{ACCOUNT}:receipt-rule-set/main"
TO_BUCKET = [{"S3Action": {"BucketName": "mail", "ObjectKeyPrefix": "in/"}}]


def document(resource, *actions, rule="all", account=ACCOUNT):
    condition = {"StringEquals": {"aws:SourceAccount": account, "aws:SourceArn": f"{SET}:receipt-rule/{rule}"}}
    said = {"Effect": "Allow", "Principal": {"Service": "ses.amazonaws.com"}, "Action": list(actions),
            "Resource": resource, "Condition": condition}
    return json.dumps({"Version": "2012-10-17", "Statement": [said]})


@pytest.fixture
def ses(client):
    client("ses").create_receipt_rule_set(RuleSetName="main")
    return client("ses")


@pytest.fixture
def rule(ses):
    def make(name="all", **about):
        after = about.pop("After", None)
        ses.create_receipt_rule(RuleSetName="main", Rule={"Name": name, **about}, **({"After": after} if after else {}))

    return make


@pytest.fixture
def s3(client):
    location = {"LocationConstraint": "eu-west-1"}
    client("s3").create_bucket(Bucket="mail", CreateBucketConfiguration=location)
    return client("s3")


def names(ses):
    return [each["Name"] for each in ses.describe_receipt_rule_set(RuleSetName="main")["Rules"]]


class TestOrder:
    def test_a_rule_comes_first_unless_it_says_after_which(self, ses, rule):
        rule("b")
        rule("a")
        rule("c", After="b")

        assert names(ses) == ["a", "b", "c"]

    def test_a_rule_is_moved(self, ses, rule, refused):
        for name in ("c", "b", "a"):
            rule(name)

        ses.set_receipt_rule_position(RuleSetName="main", RuleName="a", After="c")
        assert names(ses) == ["b", "c", "a"]
        ses.set_receipt_rule_position(RuleSetName="main", RuleName="c")
        assert names(ses) == ["c", "b", "a"]
        ses.reorder_receipt_rule_set(RuleSetName="main", RuleNames=["a", "b", "c"])
        assert names(ses) == ["a", "b", "c"]
        with refused("RuleDoesNotExist", "nobody"):
            ses.set_receipt_rule_position(RuleSetName="main", RuleName="nobody")
        with refused("RuleDoesNotExist"):
            ses.reorder_receipt_rule_set(RuleSetName="main", RuleNames=["a"])

    def test_a_rule_is_deleted_even_twice(self, ses, rule, refused):
        rule("a")
        for _unused in range(2):
            ses.delete_receipt_rule(RuleSetName="main", RuleName="a")

        assert names(ses) == []
        with refused("RuleSetDoesNotExist"):
            ses.delete_receipt_rule(RuleSetName="other", RuleName="a")


class TestRules:
    def test_a_name_is_there_once_whatever_it_says(self, rule, refused):
        rule("a")
        with refused("AlreadyExists"):
            rule("a", Enabled=True)

    def test_what_is_left_out_is_filled_in(self, ses, rule):
        rule("a")
        wanted = {"Name": "a", "Enabled": False, "TlsPolicy": "Optional", "ScanEnabled": False}

        assert ses.describe_receipt_rule(RuleSetName="main", RuleName="a")["Rule"].items() >= wanted.items()

    def test_no_rule_set_is_active_at_first(self, ses):
        assert "Metadata" not in ses.describe_active_receipt_rule_set()
        ses.set_active_receipt_rule_set(RuleSetName="main")
        assert ses.describe_active_receipt_rule_set()["Metadata"]["Name"] == "main"

    def test_actions_are_looked_at_when_they_change_too(self, ses, rule, refused):
        rule("a")
        publish = [{"SNSAction": {"TopicArn": f"arn:aws:sns:eu-west-1:{ACCOUNT}:nothing"}}]
        with refused("InvalidSnsTopic"):
            ses.update_receipt_rule(RuleSetName="main", Rule={"Name": "a", "Actions": publish})
        with refused("RuleDoesNotExist"):
            ses.update_receipt_rule(RuleSetName="main", Rule={"Name": "b"})


class TestBuckets:
    def test_ses_writes_a_first_object_where_it_may(self, s3, rule):
        s3.put_bucket_policy(Bucket="mail", Policy=document("arn:aws:s3:::mail/*", "s3:PutObject"))

        rule(Actions=TO_BUCKET)

        assert [each["Key"] for each in s3.list_objects_v2(Bucket="mail")["Contents"]] == [
            "in/AMAZON_SES_SETUP_NOTIFICATION"]

    @pytest.mark.parametrize("policy", [
        None, document("arn:aws:s3:::mail/*", "s3:PutObject", rule="other"),
        document("arn:aws:s3:::mail/*", "s3:PutObject", account="111122223333"),
        document("arn:aws:s3:::mail/*", "s3:GetObject")])
    def test_it_refuses_the_rule_where_it_may_not(self, ses, s3, rule, refused, policy):
        if policy:
            s3.put_bucket_policy(Bucket="mail", Policy=policy)

        with refused("InvalidS3Configuration", "Could not write to bucket: mail"):
            rule(Actions=TO_BUCKET)

        assert names(ses) == []

    def test_a_change_that_is_refused_leaves_the_rule_as_it_was(self, ses, s3, rule, refused):
        rule("all", ScanEnabled=True)
        with refused("InvalidS3Configuration"):
            ses.update_receipt_rule(RuleSetName="main", Rule={"Name": "all", "Actions": TO_BUCKET})

        found = ses.describe_receipt_rule(RuleSetName="main", RuleName="all")["Rule"]
        assert (found["ScanEnabled"], found.get("Actions", [])) == (True, [])

    def test_the_key_of_the_bucket_has_to_let_it_too(self, client, s3, rule, refused):
        s3.put_bucket_policy(Bucket="mail", Policy=document("arn:aws:s3:::mail/*", "s3:PutObject"))
        key = client("kms").create_key()["KeyMetadata"]["KeyId"]
        default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}
        rules = {"Rules": [{"ApplyServerSideEncryptionByDefault": default}]}
        s3.put_bucket_encryption(Bucket="mail", ServerSideEncryptionConfiguration=rules)

        with refused("InvalidS3Configuration"):
            rule(Actions=TO_BUCKET)
        policy = document("*", "kms:GenerateDataKey*", "kms:Decrypt")
        client("kms").put_key_policy(KeyId=key, PolicyName="default", Policy=policy)
        rule(Actions=TO_BUCKET)
