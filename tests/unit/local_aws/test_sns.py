# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Topics and subscriptions as AWS keeps them."""

from __future__ import annotations

import pytest

MAIL = "operations@example.com"


@pytest.fixture
def sns(client):
    return client("sns")


@pytest.fixture
def topic(sns):
    return sns.create_topic(Name="events", Attributes={"DisplayName": "Events"})["TopicArn"]


def listed(sns, topic):
    found = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    return [(each["Endpoint"], each["SubscriptionArn"]) for each in found]


class TestSubscriptions:
    def test_who_is_subscribed_by_mail_is_asked_first(self, sns, topic):
        made = sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=MAIL)

        assert made["SubscriptionArn"] == "pending confirmation"
        assert listed(sns, topic) == [(MAIL, "PendingConfirmation")]

    def test_another_subscribe_of_the_same_endpoint_makes_no_second_one(self, sns, topic):
        for _unused in range(2):
            sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=MAIL)

        assert len(listed(sns, topic)) == 1

    def test_the_arn_is_shown_when_asked_for_and_once_it_is_confirmed(self, aws, sns, topic):
        made = sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=MAIL, ReturnSubscriptionArn=True)
        assert made["SubscriptionArn"].startswith(f"{topic}:")
        assert sns.get_subscription_attributes(**made_arn(made))["Attributes"]["PendingConfirmation"] == "true"

        assert aws.confirm(MAIL) == 1

        assert listed(sns, topic) == [(MAIL, made["SubscriptionArn"])]
        assert sns.get_subscription_attributes(**made_arn(made))["Attributes"]["PendingConfirmation"] == "false"
        assert aws.confirm(MAIL) == 0

    def test_a_queue_needs_nobody(self, sns, topic):
        queue = "arn:aws:sqs:eu-west-1:123456789012:events"
        made = sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue)

        assert sns.list_subscriptions()["Subscriptions"][0]["SubscriptionArn"] == made["SubscriptionArn"]

    def test_a_topic_counts_both(self, aws, sns, topic):
        for address in (MAIL, "b@example.com", "c@example.com"):
            sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=address)
        aws.confirm(MAIL)

        found = sns.get_topic_attributes(TopicArn=topic)["Attributes"]

        assert (found["SubscriptionsConfirmed"], found["SubscriptionsPending"]) == ("1", "2")

    def test_a_confirmation_names_an_endpoint(self, aws):
        with pytest.raises(ValueError, match="endpoint"):
            aws._ask("POST", "subscriptions", {"address": MAIL})


def made_arn(made):
    return {"SubscriptionArn": made["SubscriptionArn"]}


class TestTopics:
    def test_the_same_request_makes_the_same_topic(self, sns, topic):
        assert sns.create_topic(Name="events", Attributes={"DisplayName": "Events"})["TopicArn"] == topic
        assert sns.create_topic(Name="events")["TopicArn"] == topic

    def test_one_that_says_otherwise_is_refused(self, sns, topic, refused):
        with refused("InvalidParameter", "different attributes"):
            sns.create_topic(Name="events", Attributes={"DisplayName": "Others"})
        with refused("InvalidParameter", "different tags"):
            sns.create_topic(Name="events", Tags=[{"Key": "a", "Value": "1"}])
