# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about what AWS offers in a region."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.rds import Instance
from ansible_collections.venturemond.envelope.tests.unit.script import play

NAME = "envelope-prod"
VERSIONS = {"DBEngineVersions": [
    {"EngineVersion": version, "MajorEngineVersion": version[:3]} for version in ("8.0.9", "8.0.39", "8.4.3")]}
OFFERS = {"OrderableDBInstanceOptions": [
    {"StorageType": "gp3", "MultiAZCapable": False, "MinStorageSize": 20, "MaxStorageSize": 1000,
     "SupportsPerformanceInsights": False}]}
NONE: dict[str, t.Any] = {"DBInstances": []}
THERE = {"DBInstances": [{
    "DBInstanceIdentifier": NAME, "DBInstanceStatus": "available", "Engine": "mysql", "EngineVersion": "8.0.39",
    "DBInstanceClass": "db.m7g.large", "StorageType": "gp3"}]}


def instance(**options: t.Any) -> Instance:
    return Instance(name=NAME, **options)


class TestAsking:
    @staticmethod
    def resolved(wanted: Instance, *exchanges) -> Instance:
        return play(wanted.resolved(), *exchanges)

    def test_what_is_offered_is_not_asked_for_what_is_there(self):
        wanted = instance(engine="mysql", engine_version="8.0", instance_class="db.m7g.large", storage_type="gp3")

        assert self.resolved(wanted, ("describe_db_instances", THERE)) == wanted

    @pytest.mark.parametrize(("options", "words"), [
        ({"engine_version": "8.1"}, "8.1 is not offered in this region, allowed are 8.0, 8.4"),
        ({"engine_version": "8"}, "8 is not offered"),
    ])
    def test_a_version_that_aws_does_not_have(self, options, words):
        wanted = instance(engine="mysql", instance_class="db.m7g.large", **options)
        found = self.resolved(wanted, ("describe_db_instances", NONE), ("describe_db_engine_versions", VERSIONS))

        with pytest.raises(Invalid, match=words):
            found.changes(None)

    @pytest.mark.parametrize(("options", "offers", "words"), [
        ({}, {}, "db.m7g.large is not offered for mysql 8.0.39"),
        ({"storage_type": "io2"}, OFFERS, "has no io2 .* allowed are gp3"),
        ({"multi_az": True}, OFFERS, "one zone at a time only"),
        ({"performance_insights": True}, OFFERS, "performance_insights: db.m7g.large has none for mysql 8.0.39"),
        ({"storage_type": "gp3", "allocated_storage": 10}, OFFERS, "gp3 allows 20 to 1000 GiB"),
    ])
    def test_an_instance_that_aws_does_not_have(self, options, offers, words):
        wanted = instance(engine="mysql", engine_version="8.0", instance_class="db.m7g.large", **options)
        found = self.resolved(wanted, ("describe_db_instances", NONE), ("describe_db_engine_versions", VERSIONS),
                              ("describe_orderable_db_instance_options", offers))

        with pytest.raises(Invalid, match=words):
            found.changes(None)

    def test_one_that_aws_has_is_as_it_was(self):
        wanted = instance(engine="mysql", engine_version="8.0", instance_class="db.m7g.large", storage_type="gp3")

        assert self.resolved(
            wanted, ("describe_db_instances", NONE), ("describe_db_engine_versions", VERSIONS),
            ("describe_orderable_db_instance_options", OFFERS)) == wanted
