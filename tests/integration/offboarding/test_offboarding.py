# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A tenant is taken away on the embedded AWS, and whoever is called almost the same is left alone."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import EnvelopeError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.tenant_offboard import OffboardTenant
from ansible_collections.venturemond.envelope.tests.integration.offboarding.person import Person
from ansible_collections.venturemond.envelope.tests.integration.offboarding.possessions import (
    CANARY,
    HOST,
    OPTIONS,
    PREFIX,
    archived,
    publish,
    tags,
    there,
)


def without_acme(found: dict[str, list[str]]) -> dict[str, list[str]]:
    own = {PREFIX, f"alias/{PREFIX}", HOST, f"_dmarc.{HOST}.", f"/ecs/{PREFIX}-api", f"{PREFIX}/live.json"}
    return {what: [name for name in names if name not in own] for what, names in found.items()}


class TestUnlessItsSlugIsTypedBack:
    @pytest.mark.parametrize(("about", "said"), [
        ({}, "to do it, type its slug back: confirm=acme"),
        ({"confirm": "acme", "check": True}, "as this is check mode")])
    def test_everything_is_listed_and_nothing_done(self, person: Person, about: dict[str, t.Any], said: str):
        before = person.aws.mark()
        result = person.offboards(**about)

        assert person.aws.writes(since=before) == [] and result["stage"] == "none"
        assert result["changed"] is ("check" in about) and len(result["found"]) == 8
        assert f"arn:aws:s3:::{PREFIX}" in result["found"] and "acme-two" not in json.dumps(result["found"])
        assert result["lines"][-1] == f"Nothing is done; {said}"

    def test_another_slug_is_refused(self):
        [problem] = OffboardTenant.given({**OPTIONS, "confirm": "other"}).problems()
        assert problem == "confirm is 'other', and the tenant is 'acme': nothing is done"


@pytest.fixture(scope="class")
def before(person_of_a_class: Person) -> dict[str, list[str]]:
    return there(person_of_a_class.client)


@pytest.fixture(scope="class")
def ended(person_of_a_class: Person, before: dict[str, list[str]]) -> t.Any:
    return person_of_a_class.offboards(confirm="acme")


class TestTheWholeOfIt:
    def test_leaves_nothing_of_it_and_all_of_the_others(self, person_of_a_class: Person, before: t.Any, ended: t.Any):
        assert (ended["stage"], ended["clean"], ended["changed"]) == ("ended", True, True)
        assert there(person_of_a_class.client) == {
            **without_acme(before), "secrets": [f"{PREFIX}-two", "envelope-prod-pool-other"]}
        assert sorted(arn.split(":")[2] for arn in ended["pending"]) == ["kms", "secretsmanager"]

    def test_proves_each_thing_with_the_last_answer(self, person_of_a_class: Person, ended: t.Any):
        things = json.loads(ended["report_json"])["things"]
        assert len(things) == 8 and {each["outcome"].split(" on ")[0] for each in things} == {"deleted", "lost"}
        assert all(each["deletion"]["request"] and each["last"]["code"] for each in things)
        assert {search for each in things for search in each["by"]} == {"tagging API", "its service"}
        assert json.loads(archived(person_of_a_class.client)["proof.json"]) == json.loads(ended["report_json"])
        assert all(each["arn"] in ended["report_markdown"] for each in things)

    def test_keeps_every_object_and_no_secret(self, person_of_a_class: Person, ended: t.Any):
        kept = archived(person_of_a_class.client)
        assert {key: body for key, body in kept.items() if "/objects/" in key} == {
            f"{PREFIX}/objects/folder/{number} é": f"acme {number}".encode() for number in range(3)}
        entries = json.loads(kept[f"{PREFIX}/manifest/00000.json"])["objects"]
        assert [each["checksum"] != "" for each in entries] == [True] * 3
        assert json.loads(kept["secrets.json"])[PREFIX]["arn"]
        everything = b"".join(kept.values()) + json.dumps([ended, person_of_a_class.said]).encode()
        assert CANARY.encode() not in everything

    def test_done_again_writes_nothing(self, person_of_a_class: Person, ended: t.Any):
        before = person_of_a_class.aws.mark()
        again = person_of_a_class.offboards(confirm="acme")
        assert person_of_a_class.aws.writes(since=before) == [] and not again["changed"]
        assert again["report_json"] == ended["report_json"]

    def test_whose_proof_somebody_has_taken_away_is_told(self, person_of_a_class: Person, ended: t.Any):
        s3 = person_of_a_class.client("s3")
        [(bucket, key)] = [(bucket["Name"], each["Key"]) for bucket in s3.list_buckets()["Buckets"]
                           for each in s3.list_objects_v2(Bucket=bucket["Name"]).get("Contents", ())
                           if each["Key"].endswith("/proof.json")]
        s3.delete_object(Bucket=bucket, Key=key)
        with pytest.raises(Invalid, match=r"somebody has taken its proof away: .*/proof.json"):
            person_of_a_class.offboards(confirm="acme")

    def test_of_nobody_is_refused(self, person_of_a_class: Person):
        nobody = {"slug": "nobody", "prefix": "envelope-prod-pool-nobody", "tags": tags("nobody"),
                  "hosts": ["nobody.envelope.example"], "confirm": "nobody"}
        with pytest.raises(Invalid, match="there is nothing of tenant nobody"):
            person_of_a_class.offboards(**nobody)


class TestHolding:
    def test_freezes_and_waits(self, person: Person):
        held = person.offboards(confirm="acme", hold_days=30)
        client = person.client
        mail = client("sesv2").get_configuration_set(ConfigurationSetName=PREFIX)

        assert held["stage"] == "frozen" and held["changed"] and "it is deleted not before" in held["msg"]
        assert mail["SendingOptions"] == {"SendingEnabled": False}
        for refused in (lambda s3: s3.put_object(Bucket=PREFIX, Key="new", Body=b""),
                        lambda s3: s3.delete_object(Bucket=PREFIX, Key="folder/1 é")):
            with pytest.raises(client("s3").exceptions.ClientError, match=r"AccessDenied|Access Denied|403"):
                refused(client("s3"))
        assert without_acme(there(client)) != there(client)

    def test_again_writes_nothing_until_it_is_over(self, person: Person):
        person.offboards(confirm="acme", hold_days=30)
        assert person.writes(confirm="acme", hold_days=30) == 0
        assert person.offboards(confirm="acme", hold_days=0)["stage"] == "ended"


class TestStrays:
    def test_what_bears_its_name_and_is_not_ours_stops_it(self, person: Person):
        person.client("s3").put_bucket_tagging(Bucket=PREFIX, Tagging={"TagSet": []})
        before = person.aws.mark()
        with pytest.raises(Invalid, match=f"arn:aws:s3:::{PREFIX}: bears the name or the tags of acme"):
            person.offboards(confirm="acme")
        assert person.aws.writes(since=before) == []

    def test_what_nobody_knows_how_to_delete_stops_it(self, person: Person):
        person.client("sqs").create_queue(QueueName="acme", tags=tags("acme"))
        with pytest.raises(Invalid, match=r"arn:aws:sqs:.*: bears the name or the tags"):
            person.offboards(confirm="acme")

    def test_records_below_that_are_somebody_elses_stay(self, person: Person):
        publish(person.client, f"_dmarc.b.{HOST}")
        person.offboards(confirm="acme", kept_hosts=[f"b.{HOST}"])
        assert f"_dmarc.b.{HOST}." in there(person.client)["records"]


def policy(*denied: dict[str, t.Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Deny", "Principal": "*", "Action": ["s3:GetObject"], **each} for each in denied]})


class TestWhatNobodyMayRead:
    """GuardDuty's mode: a file is read only when it was found clean."""

    KEYS = tuple(f"folder/{number} é" for number in range(3))

    @pytest.fixture
    def verdicts(self, person: Person) -> t.Any:
        """The first is clean, the second infected, the third was never scanned; and GuardDuty has tried the bucket."""
        s3, name = person.client("s3"), "GuardDutyMalwareScanStatus"
        s3.put_object(Bucket=PREFIX, Key="malware-protection-resource-validation-object", Body=b"")
        s3.put_bucket_policy(Bucket=PREFIX, Policy=policy({
            "Resource": f"arn:aws:s3:::{PREFIX}/*",
            "Condition": {"StringNotEquals": {f"s3:ExistingObjectTag/{name}": "NO_THREATS_FOUND"}}}))

        def said(*found: str) -> None:
            for key, verdict in zip(self.KEYS, found, strict=False):
                s3.put_object_tagging(Bucket=PREFIX, Key=key, Tagging={"TagSet": [{"Key": name, "Value": verdict}]})

        said("NO_THREATS_FOUND", "THREATS_FOUND")
        return said

    def test_is_listed_and_not_copied(self, person: Person, verdicts: t.Any):
        held = person.offboards(confirm="acme", hold_days=30)
        assert f"  not exported: {PREFIX}/folder/2 é (6 bytes): it was never scanned: it has no " in "\n".join(
            held["lines"])
        proof = json.loads(person.offboards(confirm="acme")["report_json"])
        export, status = proof["export"], "GuardDutyMalwareScanStatus"

        assert proof["clean"] and (export["objects"], export["bytes"]) == (1, 6)
        assert [(each["key"], each["size"], each["why"]) for each in export["kept_back"]] == [
            ("folder/1 é", 6, f"{status} is THREATS_FOUND"),
            ("folder/2 é", 6, f"it was never scanned: it has no {status}")]
        assert [key for key in archived(person.client) if "/objects/" in key] == [f"{PREFIX}/objects/folder/0 é"]

    def test_is_tried_again_when_the_hold_is_over(self, person: Person, verdicts: t.Any):
        person.offboards(confirm="acme", hold_days=30)
        verdicts("NO_THREATS_FOUND", "THREATS_FOUND", "NO_THREATS_FOUND")
        export = json.loads(person.offboards(confirm="acme")["report_json"])["export"]

        assert (export["objects"], len(export["kept_back"])) == (2, 1)

    def test_for_another_reason_is_not_lost(self, person: Person):
        person.client("s3").put_bucket_policy(
            Bucket=PREFIX, Policy=policy({"Resource": f"arn:aws:s3:::{PREFIX}/folder/1*"}))
        with pytest.raises(Invalid, match=r"folder/1 é in .* cannot be exported.* No scanner keeps it back"):
            person.offboards(confirm="acme")
        assert there(person.client)["buckets"].count(PREFIX) == 1


class TestCallingOff:
    def test_takes_the_marks_away_and_deletes_nothing(self, person: Person):
        before = there(person.client)
        person.offboards(confirm="acme", hold_days=30)
        marked = person.marked()
        said = person.offboards(cancel="acme")

        assert marked == ["kms", "s3", "secretsmanager"] and person.marked() == []
        assert said["stage"] == "called off" and there(person.client) == before
        assert person.writes(cancel="acme") == 0
        assert person.offboards(confirm="acme", hold_days=30)["stage"] == "frozen"

    def test_is_too_late_once_something_is_deleted(self, person: Person):
        person.aws.fault(kind="error", service="sesv2", operation="DeleteEmailIdentity", status=400, code="BadRequest")
        with pytest.raises(EnvelopeError, match="delete_email_identity failed"):
            person.offboards(confirm="acme")
        person.aws.clear_faults()
        with pytest.raises(Invalid, match="deleted already: it cannot be called off"):
            person.offboards(cancel="acme")
        assert person.offboards(confirm="acme")["clean"]
