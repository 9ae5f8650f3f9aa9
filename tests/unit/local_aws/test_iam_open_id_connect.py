# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Providers of OpenID Connect, and the clients of each."""

from __future__ import annotations

import pytest

URL = "https://token.actions.githubusercontent.com"
MISSING = "arn:aws:iam::123456789012:oidc-provider/nowhere.example"


@pytest.fixture
def iam(client):
    return client("iam")


@pytest.fixture
def arn(iam):
    return iam.create_open_id_connect_provider(Url=URL, ClientIDList=["first"])["OpenIDConnectProviderArn"]


def clients(iam, arn):
    return iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)["ClientIDList"]


def test_clients_come_and_go_one_by_one(iam, arn):
    for client in ("second", "second"):
        iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID=client)
    assert clients(iam, arn) == ["first", "second"]

    for client in ("first", "first"):
        iam.remove_client_id_from_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID=client)
    assert clients(iam, arn) == ["second"]


def test_there_are_not_more_than_a_hundred(iam, arn):
    for number in range(99):
        iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID=f"client-{number}")
    with pytest.raises(iam.exceptions.LimitExceededException):
        iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="one-more")


@pytest.mark.parametrize("operation", [
    "add_client_id_to_open_id_connect_provider", "remove_client_id_from_open_id_connect_provider"])
def test_a_provider_that_is_not_there_is_an_error(iam, operation):
    with pytest.raises(iam.exceptions.NoSuchEntityException):
        getattr(iam, operation)(OpenIDConnectProviderArn=MISSING, ClientID="x")
