# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The mark of a tenant that is taken away, and what everybody else makes of it."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import planned
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid, Leaving
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.secretsmanager import Secret
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.marking import marked, unmarked
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.things import Thing
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.tests.unit.script import play

SINCE = "2026-11-22T05:31:07+00:00"
TAGS = [{"Key": "tenant", "Value": "acme"}]
MARKED = [*TAGS, {"Key": "offboarding", "Value": SINCE}]
THINGS = [Thing("s3_buckets", "arn:aws:s3:::acme", "acme"), Thing("ecs_services", "arn", "arn"),
          Thing("secretsmanager_secrets", "arn", "arn"), Thing("kms_keys", "arn", "old", pending="lost on 2026-12-01")]


def test_the_last_to_go_is_marked_first_and_only_what_bears_no_mark():
    took = play(marked(THINGS, SINCE), ("describe_secret", {"Tags": TAGS}), ("tag_resource", {}),
                ("head_bucket", {}), ("get_bucket_tagging", {"TagSet": MARKED}))
    assert took == 1


def test_a_bucket_keeps_its_other_tags():
    flow = marked(THINGS[:1], SINCE)
    next(flow)
    flow.send({})
    call = flow.send({"TagSet": TAGS})
    assert sorted(call.params["Tagging"]["TagSet"], key=str) == sorted(MARKED, key=str)
    flow = unmarked(THINGS[:1])
    next(flow)
    flow.send({})
    assert flow.send({"TagSet": MARKED}).params["Tagging"]["TagSet"] == TAGS


def test_taking_the_marks_off_passes_over_what_has_none():
    assert play(unmarked(THINGS), ("describe_secret", {"Tags": MARKED}), ("untag_resource", {}),
                ("head_bucket", {}), ("get_bucket_tagging", {"TagSet": TAGS})) == 1


@pytest.mark.parametrize("description", [None, "what it is already"])
def test_what_bears_it_is_left_alone_even_where_nothing_would_change(description: str | None):
    wanted = Secret(name="acme", description=description, tags={"tenant": "acme"})
    found = {"Name": "acme", "Description": "what it is already", "Tags": MARKED}
    with pytest.raises(Leaving, match=f"tenant acme is being taken away since {SINCE[:10]}"):
        play(planned(wanted, None, absent=False, adopt=False, check=False), ("describe_secret", found),
             ("batch_get_secret_value", {}))


def test_what_awaits_its_deletion_says_until_when():
    found = {"Name": "acme", "Tags": MARKED, "DeletedDate": "2026-12-22"}
    with pytest.raises(Invalid, match="is scheduled for deletion until 2026-12-22 and is not revived"):
        play(planned(Secret(name="acme", tags={"tenant": "acme"}), None, absent=False, adopt=False, check=False),
             ("describe_secret", found))


def test_every_sort_that_is_marked_is_of_a_kind_that_reads_its_tags():
    assert all("tags" in KINDS[sort].__dataclass_fields__ for sort in (
        "s3_buckets", "kms_keys", "secretsmanager_secrets"))
