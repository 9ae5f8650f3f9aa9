# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about repositories of images."""

from __future__ import annotations

import json

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecr import EcrRepository, Encryption
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

LISTED = {"repositories": [{
    "repositoryName": "a", "repositoryArn": "arn", "repositoryUri": "uri", "imageTagMutability": "MUTABLE",
    "imageScanningConfiguration": {"scanOnPush": False},
    "encryptionConfiguration": {"encryptionType": "KMS", "kmsKey": "arn:key"}}]}
RULE = {"rulePriority": 1, "selection": {"countNumber": 5}, "action": {"type": "expire"}}
PULL = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": ["ecr:BatchGetImage"]}]}


def repository(**options) -> EcrRepository:
    return EcrRepository(name="a", **options)


class TestReading:
    def test_asks_for_no_document_that_does_not_matter(self):
        now = play(repository().read(), ("describe_repositories", LISTED))

        assert (now.arn, now.uri, now.scan_on_push) == ("arn", "uri", False)
        assert (now.lifecycle_policy, now.policy) == (None, None)

    def test_a_repository_without_documents_holds_none(self):
        now = play(repository(lifecycle_policy={}, policy={}).read(), ("describe_repositories", LISTED),
                   ("get_lifecycle_policy", Absent), ("get_repository_policy", Absent))

        assert plan(repository(lifecycle_policy={}, policy={}), now).action == "none"

    def test_is_absent_among_others(self):
        assert play(observe(EcrRepository(name="b")), ("describe_repositories", LISTED)) is None

    def test_is_never_asked_for_by_name_since_a_missing_one_fails_all(self):
        assert next(repository().read()).params == {}


class TestComparing:
    def test_the_key_that_aws_chose_is_no_difference(self):
        now = play(repository().read(), ("describe_repositories", LISTED))

        assert plan(repository(encryption=Encryption(type="KMS")), now).action == "none"

    def test_documents_are_compared_by_what_they_say(self):
        second = {**RULE, "rulePriority": 2}
        wanted = repository(lifecycle_policy={"rules": [second, RULE]}, policy=PULL)
        said = {**PULL, "Statement": {**PULL["Statement"][0], "Principal": {"AWS": "*"}, "Action": "ecr:BatchGetImage"}}
        now = play(wanted.read(), ("describe_repositories", LISTED),
                   ("get_lifecycle_policy", {"lifecyclePolicyText": json.dumps({"rules": [RULE, second]})}),
                   ("get_repository_policy", {"policyText": json.dumps(said)}))

        assert plan(wanted, now).action == "none"

    def test_another_number_of_images_to_keep_is_a_difference(self):
        now = repository(lifecycle_policy={"rules": [RULE]})
        wanted = repository(lifecycle_policy={"rules": [{**RULE, "selection": {"countNumber": 6}}]})

        assert wanted.changes(now).keys() == {"lifecycle_policy"}


class TestWriting:
    def test_documents_follow_the_creation_and_empty_ones_are_not_sent(self):
        made = requests(repository(lifecycle_policy={"rules": [RULE]}, policy={}, tags={"a": "1"}).create())

        assert [name for name, _params in made] == ["create_repository", "put_lifecycle_policy"]
        assert made[0][1] == {"repositoryName": "a", "tags": [{"Key": "a", "Value": "1"}]}

    def test_an_empty_document_removes_what_is_there(self):
        now = repository(lifecycle_policy={"rules": [RULE]}, policy=PULL)
        wanted = repository(lifecycle_policy={}, policy={})

        assert [name for name, _params in requests(wanted.update(now, wanted.changes(now).keys()))] == [
            "delete_lifecycle_policy", "delete_repository_policy"]

    def test_one_with_images_is_not_deleted_unless_forced(self):
        with pytest.raises(Invalid, match="repository a holds images and is left alone; force"):
            play(repository().delete(), ("delete_repository", "RepositoryNotEmptyException"))

        [(_name, params)] = requests(repository(force=True).delete())
        assert params == {"repositoryName": "a", "force": True}


@pytest.mark.parametrize(("options", "problem"), [
    ({"encryption": Encryption(type="AES256", kms_key="k")}, "encryption: kms_key k goes with type KMS or KMS_DSSE"),
    ({"lifecycle_policy": {"rules": [{}]}}, "every rule needs a number"),
])
def test_what_cannot_be_is_a_problem(options, problem):
    assert problem in "; ".join(repository(**options).problems())
