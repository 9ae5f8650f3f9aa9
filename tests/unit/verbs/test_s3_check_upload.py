# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uploading a file and reading it again, against a scripted S3."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pause
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.uploading import EICAR, TEXT
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.s3_check_upload import CheckUpload

KMS = {"status": 200, "headers": {"x-amz-server-side-encryption": "aws:kms"}, "body": b""}
DENIED = {"status": 403, "headers": {}, "body": b"<Error><Code>AccessDenied</Code><X>secret</X></Error>"}
SHOWN = {"status": 200, "headers": {}, "body": TEXT}
ROLE = {"Role": {"Arn": "arn:aws:iam::123456789012:role/task"}}
HERE = {"account": "123456789012", "region": "eu-west-1", "partition": "aws", "arn": "a"}


def tags(value=None, key="GuardDutyMalwareScanStatus"):
    return {"TagSet": [{"Key": key, "Value": value}] if value else []}


def run(verb, **answers):
    """The result, and the operations that were called; the answers to each operation are used in turn."""
    made, flow = [], verb.act(check=False)
    answers = {"list_object_versions": [{}] * 2, **answers}
    try:
        step = next(flow)
        while True:
            if isinstance(step, Pause):
                step = flow.send(None)
                continue
            call = getattr(step, "call", step)
            made.append(call)
            answer = answers[call.operation].pop(0)
            step = flow.throw(answer) if isinstance(answer, Exception) else flow.send(answer)
    except StopIteration as end:
        assert not any(answers.values()), f"never asked: {answers}"
        return end.value, [call.operation for call in made], made


def steps(result):
    return [(each["step"], each["ok"]) for each in result["steps"]]


def check(**said):
    return CheckUpload(bucket="acme", **said)


def test_a_file_goes_up_and_comes_down_and_nothing_stays():
    there = {"Versions": [{"Key": "envelope-check/upload.txt", "VersionId": "1"}],
             "DeleteMarkers": [{"Key": "envelope-check/upload.txt.other", "VersionId": "2"}]}
    result, operations, made = run(check(), put_object=[KMS], get_object=[SHOWN],
                                   list_object_versions=[there, {}], delete_objects=[{}])

    assert steps(result) == [("upload with a pre-signed URL", True), ("read it with a pre-signed URL", True),
                             ("remove what was written", True)]
    assert operations == ["put_object", "get_object", "list_object_versions", "delete_objects", "list_object_versions"]
    assert made[0].params == {"Bucket": "acme", "Key": "envelope-check/upload.txt", "ContentType": "text/plain",
                              "Body": TEXT}
    assert made[3].params["Delete"]["Objects"] == [{"Key": "envelope-check/upload.txt", "VersionId": "1"}], (
        "what is not ours stays")
    assert result["changed"] is False and "failed" not in result


def test_a_fail_closed_bucket_is_waited_for():
    result, operations, _made = run(check(scan_mode="guardduty"), put_object=[KMS], get_object=[DENIED, SHOWN],
                                    get_object_tagging=[tags("NO_THREATS_FOUND")])

    assert [each["ok"] for each in result["steps"]] == [True] * 5
    assert operations[:4] == ["put_object", "get_object", "get_object_tagging", "get_object"]


def test_a_file_that_is_shown_before_the_scan_is_a_failure():
    result, *_rest = run(check(scan_mode="guardduty"), put_object=[KMS], get_object=[SHOWN],
                         get_object_tagging=[tags()])

    assert result["failed"] and "the bucket's policy does not wait for the scan" in result["msg"]


def test_a_scan_that_is_faster_than_the_check_is_none():
    found = tags("NO_THREATS_FOUND")
    result, *_rest = run(check(scan_mode="guardduty"), put_object=[KMS], get_object=[SHOWN, SHOWN],
                         get_object_tagging=[found, found])
    assert "failed" not in result


def test_malware_is_found_and_not_shown():
    result, _operations, made = run(
        check(scan_mode="guardduty", malware=True), put_object=[KMS, KMS], get_object=[DENIED, SHOWN, DENIED],
        get_object_tagging=[tags("NO_THREATS_FOUND"), tags("THREATS_FOUND")])

    assert ("malware is found, and nobody reads it", True) in steps(result)
    assert [call.params["Body"] for call in made if call.operation == "put_object"] == [TEXT, EICAR]


@pytest.mark.parametrize(("verdict", "shown", "words"), [
    ("NO_THREATS_FOUND", None, "GuardDutyMalwareScanStatus is NO_THREATS_FOUND"),
    ("THREATS_FOUND", SHOWN, "it is THREATS_FOUND, and S3 showed it")])
def test_malware_that_is_let_through_is_a_failure(verdict, shown, words):
    result, *_rest = run(
        check(scan_mode="guardduty", malware=True), put_object=[KMS, KMS],
        get_object=[DENIED, SHOWN, *([shown] if shown else [])],
        get_object_tagging=[tags("NO_THREATS_FOUND"), tags(verdict)])
    assert words in result["msg"]


def test_what_is_tagged_clean_is_read_once_it_is():
    result, operations, _made = run(check(scan_mode="tag_clean"), put_object=[KMS], get_object=[SHOWN],
                                    get_object_tagging=[tags("Clean", "ScanStatus")])
    assert ("it is found clean", True) in steps(result) and operations.count("get_object") == 1


def test_pages_of_an_origin_are_let_in():
    result, _operations, made = run(check(origin="https://acme.example"), put_object=[KMS], get_object=[SHOWN],
                                    check_preflight=[{"status": 200, "headers": {}, "body": b""}])
    assert steps(result)[0] == ("pages of https://acme.example may upload", True)
    assert made[0].params["Origin"] == "https://acme.example"


@pytest.mark.parametrize(("answers", "words"), [
    ({"check_preflight": [DENIED]}, "S3 tells the browser not to: AccessDenied (403)"),
    ({"check_preflight": [SHOWN], "put_object": [DENIED]}, "S3 refuses: AccessDenied (403)"),
    ({"check_preflight": [SHOWN], "put_object": [{**KMS, "headers": {"x-amz-server-side-encryption": "AES256"}}]},
     "it is encrypted with AES256"),
    ({"check_preflight": [SHOWN], "put_object": [KMS], "get_object": [DENIED]}, "S3 refuses: AccessDenied (403)"),
    ({"check_preflight": [SHOWN], "put_object": [KMS], "get_object": [{**SHOWN, "body": b"other"}]},
     "what is read is not what was uploaded")])
def test_the_first_step_that_fails_is_said_and_what_was_written_removed(answers, words):
    result, operations, _made = run(check(origin="https://acme.example"), **answers)

    assert result["failed"] and words in result["msg"] and "secret" not in str(result)
    assert operations[-1] == "list_object_versions"


class TestARole:
    RESULTS = [{"EvalActionName": "s3:PutObject", "EvalDecision": "allowed"}]

    def ask(self, *found, **answers):
        return run(check(role="task"), put_object=[KMS], get_object=[SHOWN], get_caller_identity=[HERE],
                   **{"get_role": [ROLE], "simulate_principal_policy": [{"EvaluationResults": list(found)}], **answers})

    def test_is_simulated(self):
        result, _operations, made = self.ask(*self.RESULTS)
        [asked] = [call.params for call in made if call.operation == "simulate_principal_policy"]

        assert "failed" not in result
        assert asked == {"PolicySourceArn": ROLE["Role"]["Arn"], "ActionNames": ["s3:PutObject", "s3:GetObject"],
                         "ResourceArns": ["arn:aws:s3:::acme/envelope-check/upload.txt"]}

    def test_that_may_not_is_a_failure(self):
        result, *_rest = self.ask(*self.RESULTS, {"EvalActionName": "s3:GetObject", "EvalDecision": "implicitDeny"})
        assert "its policies do not allow s3:GetObject" in result["msg"]

    def test_that_there_is_not_is_a_failure(self):
        result, *_rest = run(check(role="task"), put_object=[KMS], get_object=[SHOWN], get_caller_identity=[HERE],
                             get_role=[Absent(next(check().act(check=False)), "NoSuchEntity", "no")])
        assert "there is no role task" in result["msg"]


def test_what_cannot_be_removed_is_said():
    call = next(check().act(check=False))
    result, *_rest = run(check(), put_object=[KMS], get_object=[SHOWN],
                         list_object_versions=[AwsError(call, "AccessDenied", "no")])
    assert steps(result)[-1] == ("remove what was written", False) and result["failed"]


def test_check_mode_asks_nothing_and_says_what_it_would():
    flow = check(origin="https://a.example", scan_mode="guardduty", malware=True, role="task").act(check=True)
    with pytest.raises(StopIteration) as end:
        next(flow)
    result = end.value.value
    assert [each["ok"] for each in result["steps"]] == [None] * 7 and result["changed"] is False


@pytest.mark.parametrize(("said", "words"), [
    ({"malware": True}, "malware: has a meaning only where somebody looks"),
    ({"scan_timeout": 0}, "scan_timeout: 0, allowed are 1 to 3600"),
    ({"origin": "acme.example"}, "origin: 'acme.example', allowed is what browsers send")])
def test_what_cannot_be_is_said_without_aws(said, words):
    assert any(words in problem for problem in check(**said).problems())
