# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The mail of one sender is looked at, paused and resumed; an address is taken off the suppression list."""

from __future__ import annotations

import datetime
import shlex
import typing as t
from pathlib import Path

import jinja2
import pytest
import yaml
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.tagging import LEAVING
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.sesv2_release_suppressed import (
    ReleaseSuppressed,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.sesv2_switch_sending import SwitchSending
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import Asked, ask

PLAYBOOKS = Path(__file__).parents[3] / "playbooks/runbooks"
ACME = "envelope-prod-pool-acme"
ACCOUNT = {"SendingEnabled": True, "ProductionAccessEnabled": True, "EnforcementStatus": "HEALTHY",
           "SendQuota": {"Max24HourSend": 50000.0, "SentLast24Hours": 120.0}}
WHEN = datetime.datetime(2026, 11, 20, 9, 30, tzinfo=datetime.UTC)


def rates(*values: float) -> dict[str, t.Any]:
    return {"MetricDataResults": [{"Id": f"m0_{place}", "Values": [value]} for place, value in enumerate(values)]}


def switch(state: str = "unchanged", *, sending: bool = True, check: bool = False, confirm: str | None = ACME,
           **answers: t.Any) -> Asked:
    about = {"configuration_set": ACME, "identity": "acme.example", "secret": ACME, "host": "acme", "state": state,
             "confirm": confirm}
    return ask(SwitchSending.given(about), {
        "get_configuration_set": {"SendingOptions": {"SendingEnabled": sending}}, "get_metric_data": rates(0.01, 0.0),
        "get_account": ACCOUNT, "get_email_identity": {"VerificationStatus": "SUCCESS"},
        "describe_secret": {"Tags": []}, "put_configuration_set_sending_options": {}, **answers}, check=check)


def test_a_sender_that_is_well_is_told_in_three_lines():
    found = switch(confirm=None)
    assert found.writes == [] and found.said == [
        "mail of envelope-prod-pool-acme sends: 1.00% bounce, 0.00% complain",
        "the account sent 120 of 50000 mails in 24 hours", "verification of acme.example: success",
        "nothing has to be done"]
    assert (found.result["sending"], found.result["bounce_rate"]) == (True, 0.01)


def test_one_that_is_over_its_limit_is_told_with_the_command_that_pauses_it():
    found = switch(confirm=None, get_metric_data=rates(0.07, 0.0))
    assert found.said[0] == "mail of envelope-prod-pool-acme sends: bounce rate 7.00% is over 2.00%"
    assert ("ansible-playbook -i INVENTORY playbooks/runbooks/mail.yml -e target=acme -e state=paused "
            "-e confirm=envelope-prod-pool-acme") in found.text


@pytest.mark.parametrize(("state", "sending"), [("paused", True), ("sending", False)])
def test_it_is_switched_when_its_name_is_typed_back_and_once(state: str, sending: bool):
    assert switch(state, sending=sending, confirm=None).writes == []
    assert switch(state, sending=sending, check=True).writes == []
    assert switch(state, sending=sending).writes == [("put_configuration_set_sending_options", {
        "ConfigurationSetName": ACME, "SendingEnabled": not sending})]
    assert switch(state, sending=not sending).said[-1] == "nothing has to be done"


def test_a_pause_says_what_undoes_it():
    assert "site.yml has it send again, unless the inventory says email_sending_enabled: false for acme" in switch(
        "paused").text


def test_mail_of_a_tenant_that_is_being_taken_away_stays_paused():
    leaving = {"Tags": [{"Key": LEAVING, "Value": "2026-11-01"}]}
    with pytest.raises(Invalid, match="is being taken away since 2026-11-01"):
        switch("sending", sending=False, describe_secret=leaving)


def test_what_the_account_lacks_is_told():
    wrong = {**ACCOUNT, "SendingEnabled": False, "EnforcementStatus": "PROBATION", "ProductionAccessEnabled": False,
             "SendQuota": {"Max24HourSend": 200.0, "SentLast24Hours": 200.0}}
    assert switch(confirm=None, get_account=wrong).said[1] == (
        "BEWARE: sending is paused for everybody, it is in the sandbox, AWS has it under PROBATION, its quota is used "
        "up; the account sent 200 of 200 mails in 24 hours")


def test_an_account_without_a_limit_has_not_used_it_up():
    unlimited = {**ACCOUNT, "SendQuota": {"Max24HourSend": -1.0, "SentLast24Hours": 200.0}}
    assert switch(confirm=None, get_account=unlimited).said[1] == "the account sent 200 mails in 24 hours"


def test_an_identity_that_is_not_verified_or_not_there_is_told():
    assert "BEWARE: verification of acme.example: failed" in switch(
        confirm=None, get_email_identity={"VerificationStatus": "FAILED"}).said
    assert "BEWARE: acme.example is no identity of SES" in switch(confirm=None, get_email_identity=Absent).text


def test_one_without_a_domain_sends_no_mail_and_aws_is_not_asked():
    about = {"configuration_set": "envelope-prod", "identity": "", "host": "envelope-prod"}
    found = ask(SwitchSending.given(about), {})
    assert found.said[0] == "envelope-prod sends no mail: the inventory names no domain for it" and found.calls == []


def test_a_sender_that_is_none_is_told():
    with pytest.raises(Invalid, match="there is no configuration set envelope-prod-pool-acme"):
        switch(get_configuration_set=Absent)


def test_without_a_target_no_tenant_is_asked_as_there_may_be_a_thousand():
    plays = yaml.safe_load((PLAYBOOKS / "mail.yml").read_text())
    hosts = [jinja2.Template(play["hosts"]).render(target="") for play in plays[1:]]
    assert hosts == ["platforms:&platforms", "tenants:&platforms"]


def release(*, check: bool = False, confirm: str | None = "ann@client.example", **answers: t.Any) -> Asked:
    about = {"EmailAddress": "ann@client.example", "Reason": "COMPLAINT", "LastUpdateTime": WHEN}
    return ask(ReleaseSuppressed.given({"address": "ann@client.example", "confirm": confirm}), {
        "get_suppressed_destination": {"SuppressedDestination": about}, "delete_suppressed_destination": {}, **answers},
        check=check)


def test_an_address_is_taken_off_when_it_is_typed_back():
    dry = release(confirm=None)
    assert dry.writes == [] and dry.result["reason"] == "COMPLAINT" and dry.result["since"] == WHEN.isoformat()
    assert "called our mail spam" in dry.text and "2026-11-20 09:30" in dry.said[0]
    assert release(check=True).writes == []
    assert release().writes == [("delete_suppressed_destination", {"EmailAddress": "ann@client.example"})]


def test_one_that_is_not_there_needs_nothing_nor_one_that_somebody_else_was_faster_with():
    found = release(get_suppressed_destination=Absent)
    assert found.writes == [] and not found.result["suppressed"]
    assert found.result["steps"] == []
    assert "somebody else" in release(delete_suppressed_destination=Absent).text


def test_what_has_to_be_typed_back_can_be_pasted():
    about = {"SuppressedDestination": {"EmailAddress": "x", "Reason": "BOUNCE", "LastUpdateTime": WHEN}}
    found = ask(ReleaseSuppressed.given({"address": "o'neil@client.example"}), {"get_suppressed_destination": about})
    assert shlex.split(found.said[-1].partition("to do it, add ")[2]) == [
        "-e", '{"confirm": "o\'neil@client.example"}']


@pytest.mark.parametrize("address", ["acme", "a@b", "a b@c.example", "a@b.example,c@d.example", "@d.example"])
def test_what_is_no_address_is_refused_in_one_line(address: str):
    [problem] = ReleaseSuppressed.given({"address": address, "confirm": "x"}).problems()
    assert problem.startswith(f"address is '{address}': allowed is one address of mail")
