# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the mail of configuration sets is taken."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Together
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.sesv2 import reputation
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.sesv2_check_reputation import CheckReputation
from ansible_collections.venturemond.envelope.tests.unit.script import play

GOOD, NONE = (0.01, 0.0001), (None, None)


def rates(*pairs):
    found = [{"Id": f"m{number}_{place}", "Values": [] if value is None else [value, 1.0]}
             for number, pair in enumerate(pairs) for place, value in enumerate(pair)]
    return "get_metric_data", {"MetricDataResults": found}


def check(*pairs, enabled=True, **options):
    """The result for configuration sets with these rates."""
    names = [f"set-{number}" for number in range(len(pairs))]
    flow = CheckReputation(configuration_sets=names, **options).act(check=True)
    sending, asked = next(flow), None
    assert isinstance(sending, Together)
    reply = ("get_configuration_set", {"SendingOptions": {"SendingEnabled": enabled}})
    asked = flow.send([play(each, reply) for each in sending.flows])
    with pytest.raises(StopIteration) as end:
        flow.send([play(each, rates(*pairs)) for each in asked.flows])
    return end.value.value


def test_rates_and_whether_they_are_fit():
    result = check(GOOD, NONE, (0.03, 0.0))
    assert result["fit"] == {"set-0": True, "set-1": True, "set-2": False}
    assert result["configuration_sets"]["set-0"] == {
        "bounce_rate": 0.01, "complaint_rate": 0.0001, "sending_enabled": True}
    assert result["configuration_sets"]["set-1"]["bounce_rate"] is None
    assert result["msg"] == "set-2: bounce rate 3.00% is over 2.00%"


def test_a_paused_one_is_not_fit():
    assert check(GOOD, enabled=False)["msg"] == "set-0: sending is paused"


def test_all_is_well_in_a_sentence():
    assert check(GOOD, NONE)["msg"] == (
        "set-0: 1.00% bounce, 0.01% complain; set-1: none known to bounce, none known to complain")


def test_limits_are_the_users():
    assert check(GOOD, bounce_rate_limit=0.005)["fit"] == {"set-0": False}


def test_required_ones_that_are_not_fit_are_a_failure():
    with pytest.raises(Invalid, match=r"complaint rate 0\.20% is over 0\.05%"):
        check((0.0, 0.002), require=True)


def test_one_that_is_not_there_is_named():
    flow = CheckReputation(configuration_sets=["acme"]).act(check=False)
    with pytest.raises(Invalid, match="no configuration set acme") as raised:
        play(next(flow).flows[0], ("get_configuration_set", Absent))
    with pytest.raises(Invalid, match="no configuration set acme"):
        flow.send([raised.value])


def test_many_are_asked_for_by_as_many_as_cloudwatch_takes():
    asked = next(reputation.rates_of([f"set-{number}" for number in range(300)]))
    sizes = [len(next(each).params["MetricDataQueries"]) for each in asked.flows]
    assert sizes == [500, 100]


@pytest.mark.parametrize("wrong", [{"configuration_sets": []}, {"bounce_rate_limit": -1}])
def test_what_cannot_be_is_told_beforehand(wrong):
    assert len(list(CheckReputation(**{"configuration_sets": ["acme"], **wrong}).problems())) == 1
