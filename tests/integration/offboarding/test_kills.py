# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An offboarding that is killed at any of its writes is finished by the next run, as if nothing had happened.

A run that is killed after a write was carried out is one that is killed before the next one.
"""

from __future__ import annotations

import json
import re
import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.plugins.module_utils.cloud import Cloud
from ansible_collections.venturemond.envelope.tests.integration.offboarding.person import Person
from ansible_collections.venturemond.envelope.tests.integration.offboarding.possessions import (
    HOST,
    PREFIX,
    Client,
    archived,
    settle,
    shared,
    tags,
    there,
)
from ansible_collections.venturemond.envelope.tests.integration.onboarding.flows import Killed, Moment, Watched

pytestmark = pytest.mark.long

WRITES = 35
"""How many it makes."""

MADE_UP = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|secret:[^\"\s]+")


@pytest.fixture(scope="module")
def account(local_aws: LocalAws, client: Client) -> LocalAws:
    """All victims are tenants of one platform, each with a slug of its own."""
    local_aws.reset()
    shared(client)
    settle(client, "k00")
    return local_aws


@pytest.fixture(scope="module")
def whole(account: LocalAws, client: Client, cloud: Cloud) -> t.Any:
    """What an unbroken one leaves."""
    moment = Moment()
    person = Person(account, client, t.cast(t.Any, Watched(cloud, moment)))
    found = left(client, person.offboards(**options("k00")), "k00")
    assert len(moment.writes) == WRITES
    return found


def options(slug: str) -> dict[str, t.Any]:
    return {"slug": slug, "prefix": PREFIX.replace("acme", slug), "hosts": [HOST.replace("acme", slug)],
            "tags": tags(slug), "confirm": slug}


def left(client: Client, ended: dict[str, t.Any], slug: str) -> dict[str, t.Any]:
    """What is there of a tenant, what the archive keeps of it, and what the proof says, without what AWS made up."""
    proof = json.loads(ended["report_json"])
    things = [{"arn": each["arn"], "outcome": each["outcome"].split(" on ")[0], "by": sorted(each["by"])}
              for each in proof["things"]]
    about = {
        "clean": proof["clean"], "export": proof["export"], "things": sorted(things, key=lambda each: each["arn"]),
        "pending": sorted(proof["pending"]), "there": {what: [name for name in names if slug in name]
                                                       for what, names in there(client).items()},
        "archived": sorted(key for key in archived(client, slug)),
    }
    return t.cast("dict[str, t.Any]", json.loads(MADE_UP.sub("ID", json.dumps(about)).replace(slug, "SLUG")))


@pytest.mark.parametrize("number", range(1, WRITES + 1))
def test_the_next_run_comes_to_the_same_end(account: LocalAws, client: Client, cloud: Cloud, whole: t.Any, number: int):
    slug, moment = f"k{number:02}", Moment(number)
    settle(client, slug)
    with pytest.raises(Killed):
        Person(account, client, t.cast(t.Any, Watched(cloud, moment))).offboards(**options(slug))
    ended = Person(account, client, cloud).offboards(**options(slug))

    assert len(moment.writes) == number - 1
    assert left(client, ended, slug) == whole
