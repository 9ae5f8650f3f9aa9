# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variables of a compose file against those of task definitions: by name, and never a value."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.parity import Running, compare, running
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid

FILE = "docker-compose.prod.yml"


def live(*secrets: str, files: tuple[str, ...] = (), **environment: str) -> Running:
    return {"family": "envelope-prod-x:7", "environment": environment, "secrets": secrets, "files": files}


def rows(compose: dict[str, str | None], found: Running, service: str = "tenant", **said: t.Any) -> dict[str, t.Any]:
    """The rows of one service, by name."""
    [told] = compare({service: compose}, {service: found}, file=FILE, **said)["services"]
    return {row["name"]: row for row in told["variables"]}


def status(found: dict[str, t.Any]) -> dict[str, str]:
    return {name: row["status"] for name, row in found.items()}


def test_the_whole_of_it():
    assert compare({"tenant": {"BASE_URL": "http://api:8000", "APP_KEY": None, "GONE": "x"}, "redis": {"A": "b"}},
                   {"tenant": live("APP_KEY", NUXT_API_BASE_SERVER="https://api.envelope.example", NEW="y"),
                    "api": live(A="b")}, file=FILE) == {
        "file": FILE,
        "services": [
            {"compose": "tenant", "service": "tenant", "family": "envelope-prod-x:7", "variables": [
                {"name": "BASE_URL", "live_name": "NUXT_API_BASE_SERVER", "status": "different naming",
                 "secret": False, "value_differs": True, "note": None},
                {"name": "APP_KEY", "live_name": "APP_KEY", "status": "same", "secret": True, "value_differs": None,
                 "note": None},
                {"name": "GONE", "live_name": None, "status": "missing", "secret": False, "value_differs": None,
                 "note": None},
                {"name": "NEW", "live_name": "NEW", "status": "only here", "secret": False, "value_differs": None,
                 "note": None}]},
            {"compose": "redis", "service": None, "family": None, "variables": []}],
        "summary": {"same": 1, "different naming": 1, "missing": 1, "only here": 1}}


def test_the_table_of_the_source():
    """Gap 1.2, as Terraform had it."""
    reverb = {"REVERB_APP_KEY": None, "REVERB_APP_SECRET": None, "REVERB_APP_ID": None}
    frontend = {"BASE_URL": "http://api:8000", "TENANT_PRIMARY_DOMAIN": None, "REVERB_HOST": None, "REVERB_PORT": None,
                "RECAPTCHA_V2_SITEKEY": None}
    told = compare(
        {"api": {"APP_URL": None, "APP_ENV": None}, "reverb": reverb, "hq": {**frontend, "BASE_DOMAIN": None},
         "tenant": frontend},
        {"api": live(APP_ENV="prod"), "hq": live(NUXT_API_BASE_SERVER="x"), "tenant": live(NUXT_API_BASE_SERVER="x")},
        file=FILE)
    by_service = {one["service"]: {row["name"]: row["status"] for row in one["variables"]} for one in told["services"]}
    missing = dict.fromkeys((*frontend, "BASE_DOMAIN"), "missing")
    assert by_service == {
        "api": {"APP_URL": "missing", "APP_ENV": "same"}, "reverb": dict.fromkeys(reverb, "missing"),
        "hq": {**missing, "BASE_URL": "different naming"},
        "tenant": {**dict.fromkeys(frontend, "missing"), "BASE_URL": "different naming"}}
    assert told["summary"] == {"same": 1, "different naming": 2, "missing": 13, "only here": 0}


def test_frontends_have_names_of_nuxt_and_the_others_have_not():
    said = {"REVERB_HOST": "ws", "REVERB_PORT": "443"}
    there = live(NUXT_PUBLIC_REVERB_HOST="ws", NUXT_PUBLIC_REVERB_PORT="443")
    for service in ("hq", "tenant"):
        assert status(rows(said, there, service)) == dict.fromkeys(said, "different naming")
    assert rows(said, there, "api")["REVERB_HOST"]["status"] == "missing"


def test_a_name_that_is_there_as_it_is_needs_no_other():
    found = rows({"BASE_URL": "x"}, live(BASE_URL="x", NUXT_API_BASE_SERVER="x"))
    assert status(found) == {"BASE_URL": "same", "NUXT_API_BASE_SERVER": "only here"}


def test_where_else_a_missing_variable_was_looked_for():
    found = rows({"BASE_URL": "x", "A": "x"}, live(files=("arn:aws:s3:::b/a.env",)))
    assert found["BASE_URL"]["note"] == (
        "looked for as NUXT_API_BASE_SERVER, too; arn:aws:s3:::b/a.env may have it, which is not read")
    assert found["A"] == {"name": "A", "live_name": None, "status": "missing", "secret": False, "value_differs": None,
                          "note": "arn:aws:s3:::b/a.env may have it, which is not read"}


def test_a_service_that_does_not_run():
    told = compare({"reverb": {"REVERB_HOST": "0.0.0.0", "REVERB_APP_SECRET": "s"}, "imgproxy": {}}, {}, file=FILE)
    reverb, imgproxy = told["services"]
    assert (reverb["service"], reverb["family"]) == ("reverb", None)
    assert [(row["status"], row["secret"], row["note"]) for row in reverb["variables"]] == [
        ("missing", False, "no service reverb runs"), ("missing", True, "no service reverb runs")]
    assert (imgproxy["service"], imgproxy["variables"]) == ("imgproxy", [])


@pytest.mark.parametrize(("compose", "plain", "differs"), [
    ("a", "a", False), ("a", "b", True), ("", "", False), ("", "b", True), (None, "b", None)])
def test_values_are_compared_where_both_are_known(compose: str | None, plain: str, differs: bool | None):
    assert rows({"A": compose}, live(A=plain))["A"]["value_differs"] is differs


@pytest.mark.parametrize(("found", "note"), [
    (live("DB_PASSWORD"), None), (live(DB_PASSWORD="hunter2"), "plain in the task definition, and a secret")])
def test_a_secret_is_not_compared_and_told_where_everybody_can_read_it(found: Running, note: str | None):
    row = rows({"DB_PASSWORD": "hunter1"}, found)["DB_PASSWORD"]
    assert (row["status"], row["secret"], row["value_differs"], row["note"]) == ("same", True, None, note)


def test_a_secret_that_compose_does_not_have_is_told_where_everybody_can_read_it():
    row = rows({}, live(STRIPE_SECRET="hunter2"))["STRIPE_SECRET"]
    assert (row["status"], row["note"]) == ("only here", "plain in the task definition, and a secret")


def test_a_variable_that_comes_from_a_secret_is_one_whatever_its_name():
    row = rows({"MAIL_URL": "smtp://u:p@h"}, live("MAIL_URL"))["MAIL_URL"]
    assert (row["secret"], row["value_differs"]) == (True, None)


def test_no_value_is_ever_told():
    values = {name: f"value-{name}" for name in ("A", "APP_KEY", "BASE_URL", "DB_PASSWORD", "GONE")}
    there = live("APP_KEY", A="value-a", NUXT_API_BASE_SERVER="value-n", DB_PASSWORD="value-d", Z="value-z")
    told = compare({"tenant": values, "redis": values}, {"tenant": there}, file=FILE)
    assert "value-" not in json.dumps(told)


def test_the_inventory_names_other_counterparts():
    told = compare({"web": {"A": "b"}, "horizon": {"A": "b"}, "db": {"A": "b"}, "tenant": {}, "imgproxy": {"A": "b"}},
                   {"tenant": live(A="b"), "worker": live(A="b"), "db": live(A="b")}, file=FILE,
                   services={"web": "tenant", "db": "db", "imgproxy": None})
    assert [(one["service"], [row["status"] for row in one["variables"]]) for one in told["services"]] == [
        ("tenant", ["same"]), ("worker", ["same"]), ("db", ["same"]), ("tenant", ["only here"]), (None, [])]


def test_the_inventory_names_variables_for_a_service_and_for_all():
    compose = {"BASE_URL": "x", "REVERB_HOST": "x", "MAIL": "x", "BOTH": "x", "DEBUG": "x"}
    found = rows(compose, live(API="x", NUXT_PUBLIC_REVERB_HOST="x", MAILER="x", ITS_OWN="x", DEBUG="x"), names={
        "all": {"MAIL": "MAILER", "BOTH": "EVERYBODYS", "DEBUG": None},
        "tenant": {"BASE_URL": "API", "BOTH": "ITS_OWN"}})
    assert {name: row["live_name"] for name, row in found.items()} == {
        "BASE_URL": "API", "REVERB_HOST": "NUXT_PUBLIC_REVERB_HOST", "MAIL": "MAILER", "BOTH": "ITS_OWN"}
    assert {*status(found).values()} == {"different naming"}


def test_what_only_compose_has_use_for_is_left_out():
    compose = {"COMPOSE_PROJECT_NAME": "x", "WWWUSER": "1000", "A": "b"}
    assert [*rows(compose, live(A="b"))] == ["A"]
    assert [*rows(compose, live(A="b", WWWGROUP="1"), ignored=["A", "W*"])] == ["COMPOSE_PROJECT_NAME"]


@pytest.mark.parametrize(("said", "why"), [
    ({"services": {"tennant": "tenant"}}, r"service of Compose: tennant is not known, did you mean tenant\?"),
    ({"names": {"al": {}}}, r"service of variables that are named differently: al is not known, did you mean all\?"),
])
def test_a_service_that_is_nowhere_is_refused(said: dict[str, t.Any], why: str):
    with pytest.raises(Invalid, match=why):
        rows({}, live(), **said)


def container(name: str, **about: t.Any) -> dict[str, t.Any]:
    return {"name": name, "environment": [{"name": f"OF_{name.upper()}", "value": "x"}], **about}


def service(name: str, *containers: dict[str, t.Any]) -> dict[str, t.Any]:
    return {"serviceName": name, "task": {"family": name, "revision": 7, "containerDefinitions": [*containers]}}


def test_services_as_ecs_describes_them():
    secret = {"secrets": [{"name": "APP_KEY", "valueFrom": "arn:aws:secretsmanager:eu-west-1:1:secret:s:APP_KEY::"}]}
    files = {"environmentFiles": [{"type": "s3", "value": "arn:aws:s3:::b/a.env"}]}
    assert running([
        service("envelope-prod-api", container("api", **secret, **files), container("proxy")),
        service("envelope-prod-hq", container("one"), {"name": "two"}),
        service("another-prod-api", container("api")),
    ], "envelope-prod") == {
        "api": {"family": "envelope-prod-api:7", "environment": {"OF_API": "x"}, "secrets": ["APP_KEY"],
                "files": ["arn:aws:s3:::b/a.env"]},
        "hq": {"family": "envelope-prod-hq:7", "environment": {"OF_ONE": "x"}, "secrets": [], "files": []}}
