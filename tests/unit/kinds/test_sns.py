# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about topics."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.sns import TOPIC, SnsTopic
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

HERE = ("get_caller_identity", {"partition": "aws", "region": "eu-west-1", "account": "111122223333"})
ARN = "arn:aws:sns:eu-west-1:111122223333:events"
MAIL = {"protocol": "email", "endpoint": "operations@example.com"}
WEB = {"protocol": "https", "endpoint": "https://example.com/events"}


def topic(**options: t.Any) -> SnsTopic:
    return SnsTopic.given({"name": "events", **options})


def attributes(**about: t.Any) -> tuple[str, t.Any]:
    return "get_topic_attributes", {"Attributes": {"TopicArn": ARN, **about}}


def subscribed(*entries: tuple[dict[str, str], str]) -> tuple[str, t.Any]:
    found = [{"Protocol": each["protocol"], "Endpoint": each["endpoint"], "SubscriptionArn": arn}
             for each, arn in entries]
    return "list_subscriptions_by_topic", {"Subscriptions": found}


class TestReading:
    def test_only_what_is_asked_for_is_read(self):
        now = play(topic().read(), HERE, attributes(DisplayName="Mail"))

        assert (now.arn, now.display_name, now.pending_confirmation) == (ARN, "Mail", None)

    def test_one_that_is_not_there_is_absent(self):
        assert play(observe(topic()), HERE, ("get_topic_attributes", Absent)) is None

    @pytest.mark.parametrize("key", ["1234", "arn:aws:kms:eu-west-1:111122223333:key/1234"])
    def test_a_key_is_the_same_however_it_is_written(self, key):
        wanted = topic(kms_key="arn:aws:kms:eu-west-1:111122223333:key/1234")

        assert plan(wanted, play(wanted.read(), HERE, attributes(KmsMasterKeyId=key))).action == "none"


class TestSubscriptions:
    def test_one_that_waits_for_somebody_is_there_and_said(self):
        wanted = topic(subscriptions=[MAIL])
        now = play(wanted.read(), HERE, attributes(), subscribed((MAIL, "PendingConfirmation")))

        assert plan(wanted, now).action == "none"
        assert now.pending_confirmation == ["operations@example.com"]

    def test_those_of_others_are_left_alone(self):
        wanted = topic(subscriptions=[MAIL])
        now = play(wanted.read(), HERE, attributes(), subscribed((WEB, f"{ARN}:1"), (MAIL, f"{ARN}:2")))

        assert plan(wanted, now).action == "none"
        assert now.pending_confirmation == []

    def test_the_missing_ones_are_made_and_no_other(self):
        wanted = topic(subscriptions=[MAIL, WEB])
        now = play(wanted.read(), HERE, attributes(), subscribed((MAIL, "PendingConfirmation"), (WEB, "Deleted")))

        assert requests(plan(wanted, now).flow()) == [
            ("subscribe", {"TopicArn": ARN, "Protocol": "https", "Endpoint": "https://example.com/events"})]

    def test_a_run_that_ended_before_them_is_completed(self):
        wanted = topic(subscriptions=[MAIL])
        now = play(wanted.read(), HERE, attributes(), subscribed())

        assert [name for name, _params in requests(plan(wanted, now).flow())] == ["subscribe"]


class TestReferences:
    def test_a_name_becomes_the_arn_of_a_topic_that_is_there(self):
        assert play(TOPIC.resolve("events", pending=False), HERE, attributes()) == ARN

    def test_one_that_is_not_there_is_an_error_that_names_the_role(self):
        with pytest.raises(Unresolved, match="role email makes it"):
            play(TOPIC.resolve("events", pending=False), HERE, ("get_topic_attributes", Absent))

    def test_or_known_later_in_check_mode(self):
        found = play(TOPIC.resolve("events", pending=True), HERE, ("get_topic_attributes", Absent))

        assert isinstance(found, Pending)


@pytest.mark.parametrize(("options", "said"), [
    ({"name": "a b"}, "name: 'a b' is not allowed"),
    ({"policy": {}}, "policy: has no Statement"),
    ({"subscriptions": [{"protocol": "email", "endpoint": "example.com"}]}, "allowed is an address"),
    ({"subscriptions": [{"protocol": "https", "endpoint": "http://a"}]}, "a URL with https://"),
    ({"subscriptions": [{"protocol": "sqs", "endpoint": "queue"}]}, "allowed is an ARN"),
    ({"subscriptions": [{"protocol": "sms", "endpoint": "0123"}]}, "a phone number"),
    ({"subscriptions": [MAIL, MAIL]}, "email operations@example.com is there more than once"),
])
def test_what_is_wrong_is_told_without_aws(options, said):
    [problem] = topic(**options).problems()
    assert said in problem
