# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about who vouches for identities from elsewhere."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.iam import OpenIdConnectProvider
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

URL = "https://token.actions.githubusercontent.com"
ARN = "arn:aws-cn:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
HERE = {"partition": "aws-cn", "region": "cn-north-1", "account": "111122223333"}


def provider(**options: t.Any) -> OpenIdConnectProvider:
    return OpenIdConnectProvider(**{"url": URL, **options})


def as_found(**about: t.Any) -> OpenIdConnectProvider:
    found = {"Url": "token.actions.githubusercontent.com", "ClientIDList": ["sts.amazonaws.com"],
             "ThumbprintList": ["a" * 40], **about}
    return play(provider().read(), ("get_caller_identity", HERE), ("get_open_id_connect_provider", found))


def changed(wanted: OpenIdConnectProvider, now: OpenIdConnectProvider) -> list[t.Any]:
    return requests(wanted.over(now).update(now, plan(wanted, now).changes.keys()))


def test_it_is_found_in_the_account_of_the_credentials_and_its_partition() -> None:
    assert as_found().arn == ARN


def test_a_thumbprint_that_aws_has_found_is_left_alone() -> None:
    assert plan(provider(client_ids=["sts.amazonaws.com"]), as_found()).action == "none"


def test_clients_of_others_stay_when_one_is_added() -> None:
    now = as_found(ClientIDList=["theirs"])
    wanted = provider(client_ids=["ours"])
    assert changed(wanted, now) == [
        ("add_client_id_to_open_id_connect_provider", {"OpenIDConnectProviderArn": ARN, "ClientID": "ours"})]
    assert plan(wanted, now).changes["client_ids"] == (["theirs"], ["theirs", "ours"])


def test_thumbprints_are_exactly_those_that_are_given() -> None:
    wanted = provider(thumbprints=["b" * 40])
    assert changed(wanted, as_found()) == [
        ("update_open_id_connect_provider_thumbprint", {"OpenIDConnectProviderArn": ARN, "ThumbprintList": ["b" * 40]})]


@pytest.mark.parametrize(("options", "says"), [
    ({"url": "token.actions.githubusercontent.com"}, "url: 'token"),
    ({"url": "https://gitlab.example:8443"}, "without port"),
    ({"client_ids": []}, "client_ids: 0, allowed are 1 to 100"),
    ({"thumbprints": ["a" * 40] * 6}, "thumbprints: 6, allowed are 1 to 5"),
    ({"thumbprints": ["xyz"]}, "thumbprints: 'xyz' is none"),
])
def test_what_is_wrong_is_told_beforehand(options: dict[str, t.Any], says: str) -> None:
    [problem] = provider(**options).problems()
    assert says in problem
