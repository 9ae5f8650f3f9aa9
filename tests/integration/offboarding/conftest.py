# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Three tenants of a pool, and somebody who takes one of them away."""

from __future__ import annotations

import functools

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.plugins.module_utils.cloud import Cloud
from ansible_collections.venturemond.envelope.tests.integration.offboarding.person import Person
from ansible_collections.venturemond.envelope.tests.integration.offboarding.possessions import Client, settle, shared


@pytest.fixture(scope="session")
def client(local_aws: LocalAws) -> Client:
    """Clients that are made once: that takes longer than most of what they are asked."""
    return functools.cache(local_aws.client)


@pytest.fixture(scope="session")
def cloud(local_aws: LocalAws) -> Cloud:
    return Cloud({"region": "eu-west-1", "endpoint_url": local_aws.url, "access_key": "a", "secret_key": "b"})


def somebody(local_aws: LocalAws, client: Client, cloud: Cloud) -> Person:
    local_aws.reset()
    shared(client)
    for slug in ("acme", "acme-two", "other"):
        settle(client, slug)
    return Person(local_aws, client, cloud)


@pytest.fixture
def person(local_aws: LocalAws, client: Client, cloud: Cloud) -> Person:
    return somebody(local_aws, client, cloud)


@pytest.fixture(scope="class")
def person_of_a_class(local_aws: LocalAws, client: Client, cloud: Cloud) -> Person:
    return somebody(local_aws, client, cloud)
