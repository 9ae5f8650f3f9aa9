# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment contract: each hole in it is found, and named."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.contract import SECRETS, VARIABLES, broken
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import SILO, platform, reverb, silo


def said(service, **about):
    about = {"overrides": {service: about}}
    return broken(reverb(**about) if service == "reverb" else platform(**about))


def test_the_defaults_of_the_role_keep_it():
    assert broken(platform()) == []
    assert broken(silo()) == []
    assert broken(reverb()) == [] and broken(reverb(SILO)) == []


class TestAHole:
    @pytest.mark.parametrize("value", [None, ""])
    @pytest.mark.parametrize(("service", "variable"), [(each, name) for each in VARIABLES for name in VARIABLES[each]])
    def test_is_a_variable_without_a_value(self, service: str, variable: str, value: str | None):
        assert said(service, variables={variable: value}) == [f"{service}: variable {variable} has no value"]

    @pytest.mark.parametrize(("service", "secret"), [(each, name) for each in SECRETS for name in SECRETS[each]])
    def test_is_a_secret_that_is_not_named(self, service: str, secret: str):
        assert said(service, secrets={secret: None}) == [
            f"{service}: secret {secret} is not named under secrets (as SECRET:ENTRY)"]

    def test_is_an_environment_that_is_not_listed(self):
        found = said("scheduler", environment=[])
        assert [each.split()[2] for each in found] == [*VARIABLES["scheduler"], *SECRETS["scheduler"]]

    def test_is_none_in_a_service_that_the_contract_does_not_know(self):
        more = {"image": "api", "cpu": 256, "memory": 512, "desired_count": 1}
        assert broken(platform(names=["reports"], overrides={"reports": more})) == []


class TestASecret:
    @pytest.mark.parametrize("name", ["DB_PASSWORD", "REVERB_APP_SECRET", "GITHUB_TOKEN", "PRIVATE_KEY", "APP_KEY"])
    def test_is_no_variable(self, name: str):
        assert said("tenant", variables={name: "in the clear"}) == [
            f"tenant: {name} is a secret and must not be a variable; name it under secrets (as SECRET:ENTRY)"]

    @pytest.mark.parametrize("name", ["REVERB_APP_KEY_ID", "RECAPTCHA_V2_SITEKEY", "PASSWORD_RESET_TTL"])
    def test_is_not_what_sounds_like_one(self, name: str):
        assert said("hq", variables={name: "public"}) == []

    def test_is_never_quoted(self):
        assert "in the clear" not in " ".join(said("hq", variables={"DB_PASSWORD": "in the clear"}))


class TestAppUrl:
    @pytest.mark.parametrize("url", [
        "https://envelope-prod-1234567890.eu-west-1.elb.amazonaws.com",
        "http://api.envelope.example",
        "api.envelope.example",
    ])
    def test_is_the_public_https_name(self, url: str):
        assert said("api", variables={"APP_URL": url}) == [
            f"api: APP_URL is {url}, allowed is the public https name, never the load balancer's own"]


class TestReverb:
    def test_listens_where_the_load_balancer_does(self):
        assert said("tenant", variables={"NUXT_PUBLIC_REVERB_PORT": "8080"}) == [
            "tenant: NUXT_PUBLIC_REVERB_PORT is 8080, allowed is 443, where the load balancer listens"]

    def test_is_found_where_its_rule_leads(self):
        assert said("hq", variables={"NUXT_PUBLIC_REVERB_HOST": "sockets.example"}) == [
            "hq: NUXT_PUBLIC_REVERB_HOST is sockets.example, allowed is what leads to reverb: ws.envelope.example"]
        elsewhere = {"reverb": {"hosts": ["sockets.example"]},
                     "hq": {"variables": {"NUXT_PUBLIC_REVERB_HOST": "sockets.example"}},
                     "tenant": {"variables": {"NUXT_PUBLIC_REVERB_HOST": "sockets.example"}}}
        assert broken(platform(overrides=elsewhere)) == []

    def test_has_one_key_for_those_who_publish_and_those_who_listen(self):
        assert said("api", variables={"REVERB_APP_KEY": "other"}) == [
            "REVERB_APP_KEY must be the same everywhere, and is other on api; public-key on worker, hq, tenant"]
        assert said("tenant", variables={"NUXT_PUBLIC_REVERB_APP_KEY": "other"}) == [
            "REVERB_APP_KEY must be the same everywhere, and is public-key on api, worker, hq; other on tenant"]
        assert said("reverb", variables={"REVERB_APP_KEY": "other"}) == [
            "REVERB_APP_KEY must be the same everywhere, and is public-key on api, worker, hq, tenant; other on reverb"]

    def test_has_one_application(self):
        assert said("worker", variables={"REVERB_APP_ID": "7"}) == [
            "REVERB_APP_ID must be the same everywhere, and is 1001 on api; 7 on worker"]

    def test_has_one_secret(self):
        assert said("reverb", secrets={"REVERB_APP_SECRET": "other:SECRET"}) == [
            "REVERB_APP_SECRET must be the same everywhere, and is envelope-prod-app:REVERB_APP_SECRET on api, worker; "
            "other:SECRET on reverb"]

    def test_does_not_tell_again_of_others(self):
        others = {"worker": {"variables": {"REVERB_APP_ID": "7", "APP_ENV": None}}}
        assert broken(reverb(overrides=others)) == []


def test_a_silo_is_held_to_it_too():
    overrides = {"api": {"variables": {"DB_HOST": None}}, "tenant": {"variables": {"RECAPTCHA_V2_SITEKEY": ""}}}
    assert broken(silo(overrides=overrides)) == ["api: variable DB_HOST has no value",
                                                 "tenant: variable RECAPTCHA_V2_SITEKEY has no value"]
