# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a host's roles have registered, or what a look ahead found, is found by module and name."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.registering import (
    ahead,
    gist,
    looked_ahead,
    resources,
)

BUCKET: dict[str, t.Any] = {"actions": {"a": "create"}, "s3_buckets": {"a": {"arn": "arn:a"}}}
SECRET: dict[str, t.Any] = {"actions": {"s": "none"}, "secretsmanager_secrets": {"s": {}}}


def test_results_of_one_set_of_several_and_of_earlier_uses_are_found():
    assert resources({"__kept": BUCKET}, "s3_buckets") == {"a": {"arn": "arn:a"}}
    assert list(resources({"__kept": {"results_by_set": [SECRET, BUCKET]}}, "s3_buckets")) == ["a"]
    assert list(resources({"__kept": {"earlier": [{"skipped": True}, BUCKET]}}, "s3_buckets")) == ["a"]


def test_what_is_not_ours_and_what_was_skipped_is_passed_over():
    assert resources({"kept": BUCKET, "__skipped": {"skipped": True}, "__text": "x"}, "s3_buckets") == {}


def test_a_look_ahead_tells_of_hosts_that_ran_nothing():
    settled = {"acme": [BUCKET, SECRET]}
    found = ahead(["acme", "kestrel"], settled, {"kestrel": ["no"]}, {})
    assert (found["hosts"], found["unsettled"], found["refused"]) == (["acme"], ["kestrel"], {"kestrel": ["no"]})
    assert list(resources({"inventory_hostname": "acme", "settled": found}, "s3_buckets")) == ["a"]
    assert resources({"inventory_hostname": "kestrel", "settled": found}, "s3_buckets") == {}


def test_the_last_look_counts_and_one_that_was_not_made_does_not():
    first, last = {"hosts": ["a"]}, {"hosts": ["b"]}
    assert looked_ahead({"settled": first, "settled_since": last}) == last
    assert looked_ahead({"settled": first, "settled_since": {"skipped": True}}) == first
    assert looked_ahead({}) == {}


def test_the_gist_is_what_a_summary_tells():
    service = {"actions": {"api": "none"}, "ecs_services": {"api": {"running_count": 1, "task_definition": "arn"}}}
    assert gist([service, {"actions": {}, "kms_keys": {"k": {}}}]) == [
        {"actions": {"api": "none"}, "ecs_services": {"api": {"running_count": 1}}}]
    unseen = {"actions": {"k": "none"}, "unseen": {"k": "all of it"}, "kms_keys": {"k": {"arn": "arn:k"}}}
    assert gist([unseen]) == [{**unseen, "kms_keys": {"k": {}}}], "what was not seen is told whatever it is of"
