# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates come to what Ansible makes of them, and are worked out no more often than they must be."""

from __future__ import annotations

import collections
import typing as t

import pytest
from ansible.template import trust_as_template
from ansible_collections.venturemond.envelope.plugins.plugin_utils.templating import Templates, Values
from ansible_collections.venturemond.envelope.tests.unit.templating import templates

HOST: dict[str, t.Any] = {"name": "acme", "size": 3, "tags": {"owner": "ops"}, "off": False, "domains": ["a", "b"]}


def trusted(value: t.Any) -> t.Any:
    if isinstance(value, dict):
        return {key: trusted(each) for key, each in value.items()}
    if isinstance(value, list):
        return [trusted(each) for each in value]
    return trust_as_template(value) if isinstance(value, str) else value


def values(**about: t.Any) -> Values:
    return Values(collections.ChainMap({**HOST, **about}))


@pytest.fixture
def engine() -> Templates:
    return templates()


@pytest.mark.parametrize(("given", "comes_to"), [
    ({"a": "{{ name }}", "b": ["{{ size }}", {"c": "x-{{ name }}"}], "d": None},
     {"a": "acme", "b": [3, {"c": "x-acme"}], "d": None}),
    ({"kept": "{{ name }}", "left": "{{ nothing | default(omit) }}"}, {"kept": "acme"}),
    ({"inner": {"left": "{{ omit }}", "tags": "{{ tags | combine({'a': 1}) }}"}},
     {"inner": {"tags": {"owner": "ops", "a": 1}}}),
    (["{{ domains }}", "{{ tags.owner }}", "{{ off }}", "{{ [1, 2] }}"], [["a", "b"], "ops", False, [1, 2]]),
    ("{{ domains | map('upper') | list }}", ["A", "B"]),
    ({}, {}),
])
def test_they_come_to_what_ansible_makes_of_them(engine: Templates, given: t.Any, comes_to: t.Any):
    assert engine.value(trusted(given), values()) == comes_to


@pytest.mark.parametrize("text", ["{{ name }}", "{{ name }}-x", "{{ tags.owner }}", "{% if name %}x{% endif %}"])
def test_what_is_not_trusted_is_text(engine: Templates, text: str):
    assert engine.value({"a": text, "b": [text]}, values()) == {"a": text, "b": [text]}
    assert engine.value(text, values()) == text
    assert engine.value(trusted("{{ said }}"), values(said=text)) == text


def test_one_is_worked_out_once_for_all_hosts_that_give_it_the_same(engine: Templates, monkeypatch: pytest.MonkeyPatch):
    worked: list[str] = []
    work = Templates._worked
    monkeypatch.setattr(Templates, "_worked",
                        lambda self, value, given: worked.append(str(value)) or work(self, value, given))
    template = trusted({"zone": "z-{{ size }}", "host": "h-{{ name }}"})
    found = [engine.value(template, values(name=name)) for name in ("acme", "kestrel", "acme")]

    assert found == [{"zone": "z-3", "host": "h-acme"}, {"zone": "z-3", "host": "h-kestrel"},
                     {"zone": "z-3", "host": "h-acme"}]
    assert sorted(worked) == ["h-{{ name }}", "h-{{ name }}", "z-{{ size }}"]


def test_nor_is_a_condition(engine: Templates):
    condition = trusted("size > 2 and name != 'kestrel'")
    assert [engine.holds(condition, values(name=name)) for name in ("acme", "kestrel", "acme")] == [True, False, True]


def test_what_other_hosts_say_is_asked_each_time(engine: Templates):
    template = trusted("{{ hostvars.other.size }}")
    assert [engine.value(template, values(hostvars={"other": {"size": size}})) for size in (1, 2)] == [1, 2]
