# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions: their states, their policy, and that they are really run."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.scanning import ACCOUNT, PLACE, role, tags, until

CODE = """
import json, os, boto3

def handle(event, context):
    for record in event["Records"]:
        bucket, key = record["s3"]["bucket"]["name"], record["s3"]["object"]["key"]
        print(record["eventName"], key, os.environ["GREETING"], context.function_name)
        boto3.client("s3").put_object_tagging(
            Bucket=bucket, Key=key, Tagging={"TagSet": [{"Key": "ScanStatus", "Value": "Clean"}]})
"""
ARN = f"arn:aws:lambda:eu-west-1:{ACCOUNT}:function:tag"
GROUP = "/aws/lambda/tag"


def archive(code: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        file.writestr("handler.py", code)
    return whole.getvalue()


@pytest.fixture
def lambda_(client):
    return client("lambda")


@pytest.fixture
def made(client, lambda_):
    """Makes the function, and waits until it is active."""

    def make(code: str = CODE, **options):
        about = {"Runtime": "python3.13", "Handler": "handler.handle", "Timeout": 30, **options}
        arn = role(client, "tagger", "lambda.amazonaws.com")
        given = {"Environment": {"Variables": {"GREETING": "hello"}}, "Code": {"ZipFile": archive(code)}}
        reply = lambda_.create_function(FunctionName="tag", Role=arn, **given, **about)
        lambda_.get_function_configuration(FunctionName="tag")
        return reply

    return make


@pytest.fixture
def notified(client, lambda_, made):
    """A bucket that tells the function."""

    def notify(code: str = CODE, **options):
        made(code, **options)
        lambda_.add_permission(
            FunctionName="tag",
            StatementId="s3",
            Action="lambda:InvokeFunction",
            Principal="s3.amazonaws.com",
            SourceArn="arn:aws:s3:::bucket",
            SourceAccount=ACCOUNT,
        )
        client("s3").create_bucket(Bucket="bucket", CreateBucketConfiguration=PLACE)
        tell(client)
        return client("s3")

    return notify


def tell(client, **options) -> None:
    wanted = [{"LambdaFunctionArn": ARN, "Events": ["s3:ObjectCreated:*"], **options}]
    client("s3").put_bucket_notification_configuration(
        Bucket="bucket", NotificationConfiguration={"LambdaFunctionConfigurations": wanted}
    )


def printed(client) -> list[str]:
    logs = client("logs")
    try:
        streams = logs.describe_log_streams(logGroupName=GROUP)["logStreams"]
    except logs.exceptions.ResourceNotFoundException:
        return []
    return [
        event["message"]
        for stream in streams
        for event in logs.get_log_events(logGroupName=GROUP, logStreamName=stream["logStreamName"])["events"]
    ]


def test_a_new_function_is_pending_until_somebody_looks(lambda_, made):
    assert made()["State"] == "Pending"
    seen = lambda_.get_function_configuration(FunctionName="tag")
    assert (seen["State"], seen["LastUpdateStatus"]) == ("Active", "Successful")
    assert seen["LoggingConfig"] == {"LogFormat": "Text", "LogGroup": GROUP}


def test_one_change_at_a_time(lambda_, made, refused):
    made()
    reply = lambda_.update_function_configuration(FunctionName="tag", Timeout=5)
    assert reply["LastUpdateStatus"] == "InProgress"
    with refused("ResourceConflictException", "in progress"):
        lambda_.update_function_code(FunctionName="tag", ZipFile=archive("x = 1"))
    lambda_.get_function(FunctionName="tag")
    lambda_.update_function_code(FunctionName="tag", ZipFile=archive("x = 1"), Architectures=["arm64"])
    assert lambda_.get_function(FunctionName="tag")["Configuration"]["Architectures"] == ["arm64"]


def test_the_role_has_to_trust_lambda(client, lambda_, refused):
    other = role(client, "other", "ecs-tasks.amazonaws.com")
    about = {"Runtime": "python3.13", "Handler": "handler.handle", "Code": {"ZipFile": archive(CODE)}}
    with refused("InvalidParameterValueException", "cannot be assumed by Lambda"):
        lambda_.create_function(FunctionName="tag", Role=other, **about)
    with refused("ResourceNotFoundException"):
        lambda_.get_function(FunctionName="tag")


def test_a_concurrency_of_nothing_is_one(lambda_, made):
    made()
    lambda_.put_function_concurrency(FunctionName="tag", ReservedConcurrentExecutions=0)
    assert lambda_.get_function(FunctionName="tag")["Concurrency"] == {"ReservedConcurrentExecutions": 0}


def test_statements_have_names_of_their_own_and_accounts_are_roots(lambda_, made, refused):
    made()
    statement = {"StatementId": "a", "Action": "lambda:InvokeFunction", "Principal": "111122223333"}
    lambda_.add_permission(FunctionName="tag", **statement)
    with refused("ResourceConflictException", "already exists"):
        lambda_.add_permission(FunctionName="tag", **statement)
    (seen,) = json.loads(lambda_.get_policy(FunctionName="tag")["Policy"])["Statement"]
    assert seen["Principal"] == {"AWS": "arn:aws:iam::111122223333:root"}


def test_a_bucket_that_tells_a_function_has_it_run_as_its_role(aws, client, notified):
    s3, before = notified(), aws.mark()
    s3.put_object(Bucket="bucket", Key="a", Body=b"x")
    assert until(lambda: tags(s3, "a")) == {"ScanStatus": "Clean"}
    (made,) = [call for call in aws.calls(since=before) if call["operation"] == "PutObjectTagging"]
    assert made["principal"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/tagger/tag"
    lines = until(lambda: printed(client))
    assert lines[1] == "ObjectCreated:Put a hello tag"
    assert (lines[0].split()[0], lines[-1].split()[0]) == ("START", "REPORT")


def test_what_goes_wrong_is_in_the_log(client, notified):
    s3 = notified("def handle(event, context):\n    raise ValueError('no such luck')\n")
    s3.put_object(Bucket="bucket", Key="a", Body=b"x")
    assert "ValueError: no such luck" in until(lambda: printed(client))


def test_a_function_is_ended_after_its_time(client, notified):
    s3 = notified("import time\n\ndef handle(event, context):\n    time.sleep(60)\n", Timeout=1)
    s3.put_object(Bucket="bucket", Key="a", Body=b"x")
    assert "Task timed out after 1.00 seconds" in until(lambda: printed(client))


def test_a_reset_ends_what_runs(aws, client, notified):
    s3 = notified("import time\n\ndef handle(event, context):\n    time.sleep(60)\n")
    s3.put_object(Bucket="bucket", Key="a", Body=b"x")
    aws.reset()
    assert printed(client) == []


def test_a_function_that_lets_s3_in_no_more_is_not_run(client, lambda_, notified):
    s3 = notified()
    lambda_.remove_permission(FunctionName="tag", StatementId="s3")
    s3.put_object(Bucket="bucket", Key="a", Body=b"x")
    lambda_.invoke(FunctionName="tag", InvocationType="Event", Payload=json.dumps({"Records": []}))
    until(lambda: printed(client))
    assert tags(s3, "a") == {}


def test_one_whose_answer_is_waited_for_is_not_there(lambda_, made, refused):
    made()
    with refused("NotImplemented"):
        lambda_.invoke(FunctionName="tag")


@pytest.mark.parametrize("account", ["", "111122223333"])
def test_s3_sees_to_it_that_it_may_invoke(client, lambda_, made, refused, account):
    made()
    client("s3").create_bucket(Bucket="bucket", CreateBucketConfiguration=PLACE)
    if account:
        lambda_.add_permission(
            FunctionName="tag",
            StatementId="s3",
            Action="lambda:InvokeFunction",
            Principal="s3.amazonaws.com",
            SourceAccount=account,
        )
    with refused("InvalidArgument", "Unable to validate the following destination configurations"):
        tell(client)
    assert "LambdaFunctionConfigurations" not in client("s3").get_bucket_notification_configuration(Bucket="bucket")


def test_s3_need_not_see_to_it(client):
    s3 = client("s3")
    s3.create_bucket(Bucket="bucket", CreateBucketConfiguration=PLACE)
    queue = {"QueueArn": f"arn:aws:sqs:eu-west-1:{ACCOUNT}:q", "Events": ["s3:ObjectAcl:Put"]}
    wanted = {"QueueConfigurations": [queue]}
    s3.put_bucket_notification_configuration(
        Bucket="bucket", NotificationConfiguration=wanted, SkipDestinationValidation=True
    )
    assert len(s3.get_bucket_notification_configuration(Bucket="bucket")["QueueConfigurations"]) == 1


def test_what_a_bucket_tells_is_seen_as_aws_says_it(client, notified):
    s3 = notified()
    rules = [{"Name": "prefix", "Value": "uploads/"}, {"Name": "suffix", "Value": ".pdf"}]
    tell(client, Filter={"Key": {"FilterRules": rules}}, Id="tag")
    (seen,) = s3.get_bucket_notification_configuration(Bucket="bucket")["LambdaFunctionConfigurations"]
    named = [{"Name": "Prefix", "Value": "uploads/"}, {"Name": "Suffix", "Value": ".pdf"}]
    assert seen["Filter"] == {"Key": {"FilterRules": named}}
    s3.put_bucket_notification_configuration(
        Bucket="bucket", NotificationConfiguration={"EventBridgeConfiguration": {}}
    )
    assert s3.get_bucket_notification_configuration(Bucket="bucket")["EventBridgeConfiguration"] == {}


def test_an_event_names_the_version(client, notified):
    s3 = notified("def handle(event, context):\n    print(event['Records'][0]['s3']['object']['versionId'])\n")
    s3.put_bucket_versioning(Bucket="bucket", VersioningConfiguration={"Status": "Enabled"})
    version = s3.put_object(Bucket="bucket", Key="a", Body=b"x")["VersionId"]
    assert version in until(lambda: printed(client))
