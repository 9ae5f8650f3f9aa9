# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where calls meet botocore: without a network."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import cloud as cloud_module
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Service, here
from ansible_collections.venturemond.envelope.plugins.module_utils.cloud import ATTEMPTS, Cloud, warm
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid
from botocore.exceptions import ClientError
from botocore.stub import Stubber

secretsmanager = Service("secretsmanager", absent=frozenset({"ResourceNotFoundException"}))
ecs = Service("ecs")
READ = secretsmanager.describe_secret(SecretId="a")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path):
    for name in ("AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
                 "AWS_ENDPOINT_URL", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))


def cloud(**connection) -> Cloud:
    return Cloud({"region": "eu-west-1", "access_key": "a", "secret_key": "b", **connection})


def answering(service: str, operation: str, reply: dict, asked: dict | None = None) -> Cloud:
    made = cloud()
    stub = Stubber(made._client(service))
    stub.add_response(operation, reply, asked)
    stub.activate()
    return made


def refusing(code: str) -> Cloud:
    made = cloud()
    stub = Stubber(made._client("secretsmanager"))
    stub.add_client_error("describe_secret", code, "no")
    stub.activate()
    return made


def test_a_call_becomes_a_request_and_a_reply():
    found = answering("secretsmanager", "describe_secret", {"Name": "a"}, {"SecretId": "a"})(READ)

    assert found["Name"] == "a"


@pytest.mark.parametrize(("code", "kind"), [("ResourceNotFoundException", Absent), ("AccessDeniedException", AwsError)])
def test_a_refusal_is_absence_where_the_service_says_so(code, kind):
    with pytest.raises(AwsError) as refused:
        refusing(code)(READ)

    assert refused.type is kind
    assert refused.value.code == code
    assert isinstance(refused.value.__cause__, ClientError)


def test_a_request_that_aws_would_refuse_is_not_sent():
    with pytest.raises(Invalid, match=r"secretsmanager:describe_secret would be refused: SecretId: 0 characters"):
        cloud()(secretsmanager.describe_secret(SecretId=""))


def test_where_calls_are_made():
    found = answering("sts", "get_caller_identity", {
        "Account": "111122223333", "Arn": "arn:aws-cn:iam::111122223333:user/x", "UserId": "x"})(here())

    assert found == {"partition": "aws-cn", "account": "111122223333", "region": "eu-west-1",
                     "arn": "arn:aws-cn:iam::111122223333:user/x"}


def test_where_calls_are_made_that_are_led_to_another_region():
    identity = {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/ci", "UserId": "AIDA"}
    found = answering("sts", "get_caller_identity", identity)

    assert found(here())["region"] == "eu-west-1"
    assert found(here().to("us-east-1")) == {**found(here()), "region": "us-east-1"}, "asked of AWS once"


def test_all_pages_are_one_reply_unless_a_page_is_asked_for():
    made = cloud()
    stub = Stubber(made._client("ecs"))
    stub.add_response("list_clusters", {"clusterArns": ["a"], "nextToken": "more"}, {})
    stub.add_response("list_clusters", {"clusterArns": ["b"]}, {"nextToken": "more"})
    stub.add_response("list_clusters", {"clusterArns": ["a"], "nextToken": "more"}, {"maxResults": 1})
    with stub:
        assert made(ecs.list_clusters())["clusterArns"] == ["a", "b"]
        assert made(ecs.list_clusters(maxResults=1))["clusterArns"] == ["a"]


def test_one_client_serves_all_calls_with_botocores_retries():
    made = cloud(config={"read_timeout": 7})

    assert made._client("ecs") is made._client("ecs")
    config = made._client("ecs").meta.config
    assert (config.retries["mode"], config.retries["total_max_attempts"]) == ("standard", ATTEMPTS)
    assert config.read_timeout == 7
    assert "venturemond.envelope" in config.user_agent_extra


def test_a_call_may_be_led_to_another_region():
    made = cloud()
    stub = Stubber(made._client("secretsmanager", "us-east-1"))
    stub.add_response("describe_secret", {"Name": "a"}, {"SecretId": "a"})
    with stub:
        assert made(READ.to("us-east-1"))["Name"] == "a"

    assert made._client("secretsmanager", "us-east-1").meta.region_name == "us-east-1"
    assert made._client("secretsmanager").meta.region_name == "eu-west-1"


@pytest.mark.parametrize(("connection", "message"), [
    ({"endpoint_url": "localhost:4566"}, "there is no way to secretsmanager: Invalid endpoint: localhost:4566"),
    ({"config": {"colour": "red"}}, "there is no way to secretsmanager: Got unexpected keyword argument 'colour'"),
])
def test_options_that_botocore_cannot_use_are_invalid(connection, message):
    with pytest.raises(Invalid, match=message):
        cloud(**connection)(READ)


@pytest.mark.parametrize(("connection", "code", "help_"), [
    ({"region": None}, "NoRegionError", "give region"),
    ({"region": "eu west 1"}, "InvalidRegionError", "eu west 1"),
    ({"profile": "nobody"}, "ProfileNotFound", "aws configure list-profiles"),
    ({"access_key": None, "secret_key": None}, "NoCredentialsError", "give access_key"),
    ({"secret_key": None}, "PartialCredentialsError", "give access_key"),
])
def test_a_connection_that_cannot_be_says_what_to_give(connection, code, help_):
    with pytest.raises(AwsError, match=help_) as failed:
        cloud(**connection)(READ)

    assert failed.value.code == code


@pytest.mark.parametrize(("name", "value"), [
    ("AWS_PROFILE", "nobody"), ("AWS_ENDPOINT_URL", "localhost:4566"), ("AWS_RETRY_MODE", "never"),
])
def test_warming_up_leaves_complaints_to_the_task_that_uses_it(monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    assert warm(["sts"]) is None


def test_warming_up_without_botocore_does_nothing(monkeypatch):
    monkeypatch.setattr(cloud_module, "HAS_BOTOCORE", False)
    monkeypatch.delattr(cloud_module, "botocore")

    assert warm(["sts"]) is None


def test_an_operation_that_boto3_does_not_know_is_a_defect():
    with pytest.raises(KeyError, match="describe_everything"):
        cloud()(Call(ecs, "describe_everything"))


@pytest.mark.parametrize("connection", [{"profile": "other"}, {}], ids=["as an option", "in the environment"])
def test_a_session_left_by_warming_up_takes_the_profile_that_is_asked_for_afterwards(monkeypatch, tmp_path, connection):
    warm(["sts"])
    config = tmp_path / "config"
    config.write_text("[default]\naws_access_key_id = mine\naws_secret_access_key = x\n"
                      "[profile other]\nregion = eu-north-1\naws_access_key_id = theirs\naws_secret_access_key = x\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    if not connection:
        monkeypatch.setenv("AWS_PROFILE", "other")

    client = Cloud(connection)._client("sts")

    assert client._request_signer._credentials.access_key == "theirs"
    assert client.meta.region_name == "eu-north-1"
