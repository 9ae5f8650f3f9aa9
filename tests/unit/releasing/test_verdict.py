# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A deployment is judged by its identity, and by nothing that is true of another one too."""

from __future__ import annotations

import datetime
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.verdict import (
    Deployment,
    Verdict,
    judged,
    made,
)
from ansible_collections.venturemond.envelope.tests.unit.releasing.fleet import ECS
from ansible_collections.venturemond.envelope.tests.unit.script import play

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
OURS, BEFORE = (f"{ECS}:task-definition/envelope-prod-api:{number}" for number in (8, 7))
DEPLOYMENT = Deployment("envelope-prod", "api", "ecs-svc/8", OURS, NOON)


def rollout(identity: str = "ecs-svc/8", status: str = "PRIMARY", seconds: float = 0, **about: t.Any) -> t.Any:
    """A deployment as DescribeServices shows it."""
    return {"id": identity, "status": status, "taskDefinition": OURS, "rolloutState": "IN_PROGRESS",
            "createdAt": NOON + datetime.timedelta(seconds=seconds), **about}


def service(*rollouts: dict[str, t.Any]) -> dict[str, t.Any]:
    return {"serviceName": "api", "deployments": list(rollouts)}


def record(number: int, status: str, seconds: float = 0.1, **about: t.Any) -> dict[str, t.Any]:
    """One of AWS's records of service deployments."""
    return {"serviceDeploymentArn": f"d/{number}", "targetServiceRevisionArn": f"r/{number}", "status": status,
            "createdAt": NOON + datetime.timedelta(seconds=seconds), **about}


def judge(*records: dict[str, t.Any], revisions: t.Mapping[str, str] | None = None, seen: t.Any = None) -> t.Any:
    """The verdict, with these records, the newest first, and what each rolls out."""
    known = revisions or {"r/1": OURS, "r/2": BEFORE}
    asked = [("list_service_deployments", {"serviceDeployments": list(records)})]
    if records:
        asked.append(("describe_service_revisions", {"serviceRevisions": [
            {"serviceRevisionArn": arn, "taskDefinition": revision} for arn, revision in known.items()]}))
    return play(judged(DEPLOYMENT, seen or service(rollout())), *asked)


def test_what_update_service_answers_is_told_by_its_primary_deployment():
    reply = service(rollout("ecs-svc/8"), rollout("ecs-svc/7", "ACTIVE", taskDefinition=BEFORE))

    assert made("envelope-prod", reply) == DEPLOYMENT


def test_records_are_asked_for_since_shortly_before_it_was_made():
    call = next(judged(DEPLOYMENT, service(rollout())))

    assert call.params == {"cluster": "envelope-prod", "service": "api",
                           "createdAt": {"after": NOON - datetime.timedelta(seconds=1)}}


@pytest.mark.parametrize("state", ["PENDING", "IN_PROGRESS", "STOP_REQUESTED", "ROLLBACK_REQUESTED",
                                   "ROLLBACK_IN_PROGRESS"])
def test_there_is_none_while_it_is_under_way(state: str):
    assert judge(record(1, state)) is None


def test_it_has_succeeded_when_its_record_says_so():
    assert judge(record(1, "SUCCESSFUL")) == Verdict(True)


@pytest.mark.parametrize(("state", "words"), [
    ("ROLLBACK_SUCCESSFUL", "ECS rolled it back"),
    ("ROLLBACK_FAILED", "it failed, and so did ECS's rollback"),
    ("STOPPED", "it was replaced by another deployment"),
    ("FAILED", "it failed"),
    ("SOMETHING_NEW", "SOMETHING_NEW"),
])
def test_it_has_failed_when_its_record_says_anything_else(state: str, words: str):
    assert judge(record(1, state)) == Verdict(False, words)
    assert judge(record(1, state, statusReason="tasks failed to start.")) == Verdict(
        False, f"{words}: tasks failed to start.")


def test_a_service_that_is_steady_after_a_rollback_does_not_count_as_success():
    steady = service(rollout("ecs-svc/9", taskDefinition=BEFORE, rolloutState="COMPLETED", seconds=60))

    assert judge(record(1, "ROLLBACK_SUCCESSFUL"), seen=steady) == Verdict(False, "ECS rolled it back")


def test_the_success_of_a_later_one_of_the_same_revision_is_not_its_own():
    found = judge(record(3, "SUCCESSFUL", 30), record(1, "STOPPED"), revisions={"r/1": OURS, "r/3": OURS})

    assert found == Verdict(False, "it was replaced by another deployment")


def test_the_failure_of_one_of_another_revision_is_not_its_own():
    assert judge(record(1, "SUCCESSFUL", 0.2), record(2, "STOPPED", -0.5)) == Verdict(True)


class TestWithoutARecord:
    """As for the deployment by which ECS rolls back, or where the record may not be read."""

    @pytest.mark.parametrize(("seen", "verdict"), [
        (service(rollout()), None),
        (service(rollout(rolloutState="COMPLETED")), Verdict(True)),
        (service(rollout(rolloutState="FAILED", rolloutStateReason="circuit breaker")),
         Verdict(False, "it failed: circuit breaker")),
        (service(rollout("ecs-svc/9", seconds=5)), Verdict(False, "another deployment took its place")),
        (service(rollout("ecs-svc/7", seconds=-900)), None),
    ], ids=["under way", "completed", "failed", "replaced", "a reply from before it was made"])
    def test_what_the_service_says_of_its_id_decides(self, seen: t.Any, verdict: Verdict | None):
        assert judge(seen=seen) == verdict
        assert judge(record(2, "SUCCESSFUL"), seen=seen) == verdict
        for code in ("AccessDeniedException", "UnsupportedFeatureException", "UnknownOperationException"):
            assert play(judged(DEPLOYMENT, seen), ("list_service_deployments", code)) == verdict

    def test_any_other_error_is_told(self):
        with pytest.raises(AwsError, match="ThrottlingException"):
            play(judged(DEPLOYMENT, service(rollout())), ("list_service_deployments", "ThrottlingException"))
