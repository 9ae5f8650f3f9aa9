# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services as the inventory says them: the catalogue, what is different, what they share."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.catalogue import (
    beside,
    databases,
    environment,
    secret_names,
    services,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import platform, reverb

MORE = {"image": "api", "cpu": 256, "memory": 512, "desired_count": 1}


class TestServices:
    def test_are_those_that_are_named_in_their_order(self):
        assert list(services(platform())) == ["api", "worker", "scheduler", "hq", "tenant"]
        assert list(services(platform(names=["hq", "api"]))) == ["hq", "api"]

    def test_the_nearest_word_wins(self):
        common = {**platform()["common"], "stop_timeout": 20, "execute_command": True}
        run = services(platform(common=common, overrides={"api": {"cpu": 1024, "execute_command": False}}))

        assert run["hq"]["stop_timeout"] == 20, "common is laid under the catalogue"
        assert run["worker"]["stop_timeout"] == 120, "the catalogue is laid over common"
        assert run["api"]["cpu"] == 1024 and run["api"]["memory"] == 1024, "an override changes what it says"
        assert run["hq"]["execute_command"] is True and run["api"]["execute_command"] is False

    def test_an_override_changes_deep_inside(self):
        overrides = {"reverb": {"variables": {"REVERB_PORT": "9090"}}}
        changed = services(reverb(overrides=overrides))["reverb"]["variables"]
        assert changed == {**services(reverb())["reverb"]["variables"], "REVERB_PORT": "9090"}

    def test_a_name_that_is_not_in_the_catalogue_is_one_more_service(self):
        run = services(platform(names=["api", "reports"], overrides={"reports": MORE}))
        assert run["reports"]["image"] == "api" and run["reports"]["architecture"] == "ARM64"

    def test_one_that_is_seen_to_alone_knows_those_beside_it(self):
        assert list(services(reverb())) == ["reverb"] and list(beside(reverb())) == list(services(platform()))
        assert beside(platform()) == {}

    def test_null_leaves_a_service_out(self):
        assert "hq" not in services(platform(overrides={"hq": None}))
        assert services(reverb(overrides={"reverb": None})) == {}

    def test_null_of_what_must_be_said_is_refused(self):
        with pytest.raises(Invalid, match=r"ecs_services_catalogue\.api: cpu must be said"):
            services(platform(overrides={"api": {"cpu": None}}))

    @pytest.mark.parametrize(("said", "told"), [
        ({"names": ["apis"]}, "ecs_services_names: apis is not known, did you mean api?"),
        ({"names": ["mail"]}, "ecs_services_names: mail is not known (allowed: api, hq, "),
        ({"names": ["api", "reverb"]}, "ecs_services_names: reverb has a role of its own, reverb; leave it out"),
        ({"overrides": {"api": {"desired_cuont": 3}}},
         "ecs_services_catalogue.api: desired_cuont is not known, did you mean desired_count?"),
        ({"common": {"architecture": "ARM64", "stop_timout": 30}},
         "ecs_services_catalogue.api: stop_timout is not known, did you mean stop_timeout?"),
        ({"names": ["x"], "overrides": {"x": {"image": "api"}}},
         "ecs_services_catalogue.x: cpu, memory, desired_count must be said"),
    ])
    def test_mistakes_are_answered_with_the_nearest_word(self, said, told):
        with pytest.raises(Invalid) as refused:
            services(platform(**said))
        assert told in str(refused.value)


class TestEnvironment:
    ENVIRONMENTS = {"one": {"variables": {"A": 1, "B": True}, "secrets": {"S": "app:S"}},
                    "two": {"variables": {"A": "two", "C": None}}, "none": {}}

    def told(self, **about):
        return environment({"environments": self.ENVIRONMENTS}, about)

    def test_later_ones_win_and_ones_own_most(self):
        assert self.told(environment=["one", "two", "none"]) == ({"A": "two", "B": "True"}, {"S": "app:S"}, {})
        assert self.told(environment=["two", "one"])[0]["A"] == "1"
        assert self.told(environment=["one"], variables={"A": "own"}, secrets={"S": "own:S"}) == (
            {"A": "own", "B": "True"}, {"S": "own:S"}, {})

    def test_null_takes_a_variable_away(self):
        assert self.told(environment=["one"], variables={"A": None})[0] == {"B": "True"}

    def test_the_later_wins_whichever_way_it_is_said(self):
        named = {"A": "rds_instances:shop:endpoint"}

        assert self.told(environment=["one"], variables_from=named) == ({"B": "True"}, {"S": "app:S"}, named)
        assert self.told(variables={"A": None}, environment=["one"], variables_from={}).variables_from == {}
        replaced = {"environments": {"db": {"variables_from": named}}}
        assert environment(replaced, {"environment": ["db"], "variables": {"A": "proxy"}}) == ({"A": "proxy"}, {}, {})

    def test_what_one_leads_to_says_it_better_than_the_environment_itself(self):
        php = {"secrets": {"DB_PASSWORD": "app:DB_PASSWORD"},
               "database": {"instance": "shop", "name": "shop", "username": "app"}}

        found = environment({"environments": {"php": php}}, {"environment": ["php"]})
        assert found.secrets == {"DB_PASSWORD": "rds_instances:shop:password"}
        assert found.variables_from == {"DB_HOST": "rds_instances:shop:endpoint"}

    def test_none_is_an_empty_one(self):
        assert self.told() == ({}, {}, {})

    def test_one_that_is_not_there_is_refused(self):
        with pytest.raises(Invalid, match=r"environment: tow is not known, did you mean two\?"):
            self.told(environment=["tow"])


def test_secrets_are_named_once_whatever_is_read_of_them():
    arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:mail-AbCdEf"
    overrides = {"worker": {"secrets": {"MAIL_PASSWORD": f"{arn}:password::", "MAIL": arn, "API_KEY": "partner:KEY"}}}
    assert secret_names(platform(overrides=overrides)) == [arn, "envelope-prod-app", "partner"]


def test_secrets_that_rds_keeps_are_told_by_database():
    assert databases(platform()) == ["envelope-prod"]
    assert databases(platform(database={"host": "db.internal", "name": "a", "username": "a"})) == []
