# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How this project writes roles, playbooks and Python.

YAML says what there is, Python says how: an expression that needs a branch, a merge or two pipes belongs in a filter.
Each failure reads `file:line: what is wrong`.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from ansible.playbook.block import Block
from ansible.playbook.task import Task as AnsibleTask

ROOT = Path(__file__).parents[2]
OF_THE_SITE = {"cell", "platform", "tenant"}
"""Roles that put others together, or that all have in common: the whole site is their scenario."""
OURS = "venturemond.envelope."

KEYWORDS = {*AnsibleTask.fattributes, *Block.fattributes, "loop_with"}
SECTIONS = ("block", "rescue", "always", "pre_tasks", "tasks", "post_tasks", "handlers")
CONDITIONS = {"when", "changed_when", "failed_when", "until", "that"}

PATH = r"""[A-Za-z_]\w*(?:\.\w+|\[(?:\w+|'[^']*'|"[^"]*")\])*"""
EXPRESSION = re.compile(rf"{PATH}(?: \| {re.escape(OURS)}\w+(?:\([^|]*\))?)?")
EMBEDDED = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
LOGIC = re.compile(r"\{%|default\(omit\)|\b(?:if|combine|selectattr|rejectattr|ternary|lookup|query)\b")
TITLE = re.compile(r"[A-Z][\w -]* \| (?!\w+ing\b)[A-Z]\w+(?: .*)?(?<!\.)")
LONGEST_EXPRESSION, LONGEST_FUNCTION, LONGEST_FILE = 60, 40, 300


@dataclasses.dataclass(frozen=True)
class Task:
    line: int
    parts: Mapping[str, yaml.Node]

    @property
    def action(self) -> str | None:
        return next((key for key in self.parts if key not in KEYWORDS and not key.startswith("with_")), None)

    @property
    def loops(self) -> bool:
        return any(key == "loop" or key.startswith("with_") for key in self.parts)


def tasks(text: str) -> Iterator[Task]:
    """Every task of a file, those within blocks and plays too."""
    for item in getattr(yaml.compose(text), "value", []):
        yield from within(item)


def within(item: yaml.Node) -> Iterator[Task]:
    parts = {key.value: value for key, value in item.value}
    sections = [section for section in SECTIONS if section in parts]
    if sections or "hosts" in parts:
        for nested in (task for section in sections for task in parts[section].value):
            yield from within(nested)
        parts = {key: value for key, value in parts.items() if key not in SECTIONS}
    if "hosts" not in parts:
        yield Task(item.start_mark.line + 1, parts)


def scalars(node: yaml.Node, key: str = "") -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Each scalar with the key it stands under."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from scalars(value, name.value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from scalars(value, key)
    elif isinstance(node, yaml.ScalarNode):
        yield key, node


def expressions(text: str) -> Iterator[str]:
    for task in tasks(text):
        for key, node in (found for name, part in task.parts.items() for found in scalars(part, name)):
            line = node.start_mark.line + 1
            yield from (f"{line}: {wrong}" for wrong in faults(key, node.value))


def faults(key: str, value: str) -> Iterator[str]:
    """What is wrong with one value; the collection's name in front of a filter does not count towards its length."""
    embedded = [found.strip() for found in EMBEDDED.findall(value)]
    if "{%" in value:
        yield f"a statement, not an expression: {value}"
    for expression in [value] if key in CONDITIONS else embedded:
        if len(expression.replace(OURS, "")) > LONGEST_EXPRESSION:
            yield f"longer than {LONGEST_EXPRESSION} characters: {expression}"
        if LOGIC.search(expression) or expression.count("|") > 1:
            yield f"logic that belongs in a filter: {expression}"
        elif key not in CONDITIONS and not EXPRESSION.fullmatch(expression):
            yield f"neither a name nor one filter of ours: {expression}"


def actions(text: str) -> Iterator[str]:
    for task in tasks(text):
        if task.action and task.action.count(".") < 2:
            yield f"{task.line}: {task.action} lacks its collection"
        if task.loops and task.action and task.action.startswith(OURS):
            yield f"{task.line}: {task.action} takes the whole set, without a loop"
        if task.action == "ansible.builtin.set_fact":
            yield f"{task.line}: set_fact hides what a filter or a default should say"


def titles(text: str) -> Iterator[str]:
    for task in tasks(text):
        title = task.parts["name"].value if "name" in task.parts else ""
        if task.action and not TITLE.fullmatch(title):
            yield f"{task.line}: not `Role | Imperative`: {title or 'no title'}"
        if "{{" in title:
            yield f"{task.line}: a title is the same on every host: {title}"


def options(text: str) -> Iterator[str]:
    """ansible-lint sees the action plugin that our modules are redirected to, and so misses their misspelt options."""
    for task in tasks(text):
        if task.action and task.action.startswith(OURS):
            known = documented_options().get(task.action)
            given = [key.value for key, _unused in task.parts[task.action].value]
            if known is None:
                yield f"{task.line}: there is no {task.action}"
            else:
                yield from (f"{task.line}: {task.action} has no option {key}" for key in given if key not in known)


@functools.cache
def documented_options() -> Mapping[str, set[str]]:
    """The options of each of our modules, their aliases too."""
    names = [OURS + path.stem for path in ROOT.glob("plugins/modules/*.py") if path.stem != "__init__"]
    command = [Path(sys.executable).with_name("ansible-doc"), "--type", "module", "--json", *names]
    documents = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    listed = {name: about["doc"]["options"] for name, about in documents.items()}
    return {name: {*named, *(alias for one in named.values() for alias in one.get("aliases", ()))}
            for name, named in listed.items()}


def each(*patterns: str, but: str = "") -> pytest.MarkDecorator:
    paths = sorted({path for pattern in patterns for path in ROOT.glob(pattern) if not path.match(but or "/")})
    return pytest.mark.parametrize("path", paths, ids=lambda path: str(path.relative_to(ROOT)))


def assert_none(path: Path, found: Iterator[str]) -> None:
    listed = [f"{path.relative_to(ROOT)}:{fault}" for fault in found]
    assert not listed, "\n" + "\n".join(listed)


@each("roles/*/tasks/**/*.yml", "roles/*/handlers/**/*.yml")
@pytest.mark.parametrize("rule", [expressions, actions, options, titles])
def test_tasks_of_roles(rule, path):
    assert_none(path, rule(path.read_text()))


@each("playbooks/**/*.yml", but="*.meta.yml")
@pytest.mark.parametrize("rule", [actions, options])
def test_tasks_of_playbooks(rule, path):
    assert_none(path, rule(path.read_text()))


@each("roles/*/")
def test_a_role_is_complete(path):
    wanted = ("README.md", "defaults/main.yml", "meta/main.yml", "meta/argument_specs.yml", "tasks/main.yml")
    assert_none(path, (f" {name} is missing" for name in wanted if not (path / name).is_file()))


@each("roles/*/")
def test_a_role_has_a_scenario(path):
    scenario = "default" if path.name in OF_THE_SITE else path.name
    assert (ROOT / "extensions/molecule" / scenario / "converge.yml").is_file()


@each("roles/*/defaults/main.yml")
def test_defaults_are_specified(path):
    role = path.parents[1]
    defaults = set(yaml.safe_load(path.read_text()) or {})
    entry_points = yaml.safe_load((role / "meta/argument_specs.yml").read_text())["argument_specs"].values()
    options = {name: about for entry in entry_points for name, about in entry.get("options", {}).items()}
    optional = {name for name, about in options.items() if not about.get("required")}
    assert_none(path, (f" {name} does not start with {role.name}_" for name in sorted(defaults)
                       if not name.startswith(f"{role.name}_")))
    assert_none(path, (f" {name} is not in argument_specs.yml" for name in sorted(defaults - set(options))))
    assert_none(path, (f" {name} of argument_specs.yml has no default" for name in sorted(optional - defaults)))


@each("plugins/**/*.py", "extensions/**/*.py", "tools/*.py", "tests/**/*.py")
def test_python_is_short(path):
    assert_none(path, lengths(path.read_text()))


def lengths(source: str) -> Iterator[str]:
    """A module's documentation is generated and does not count."""
    tree = ast.parse(source)
    documentation = sum(node.end_lineno - node.lineno for node in tree.body
                        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant))
    if (count := len(source.splitlines()) - documentation) > LONGEST_FILE:
        yield f"1: {count} lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            count = node.end_lineno - node.lineno + 1
            if count > LONGEST_FUNCTION:
                yield f"{node.lineno}: {node.name} has {count} lines"


GOOD = """
- name: Secrets | Hold the database password
  venturemond.envelope.secretsmanager_secrets:
    region: "{{ cell.region }}"
    secretsmanager_secrets: "{{ secrets_catalogue | venturemond.envelope.overlay(secrets_overrides) }}"
  when: secrets_enabled | bool
"""


def test_good_tasks_pass():
    assert [*expressions(GOOD), *actions(GOOD), *options(GOOD), *titles(GOOD)] == []


@pytest.mark.parametrize(("rule", "task"), [
    (expressions, 'x.y.z: {a: "{{ b if c else d }}"}'),
    (expressions, 'x.y.z: {a: "{{ b | default(omit) }}"}'),
    (expressions, 'x.y.z: {a: "{{ b | venturemond.envelope.one | venturemond.envelope.two }}"}'),
    (expressions, 'x.y.z: {a: ["{{ b | upper }}"]}'),
    (expressions, "x.y.z: {a: '{% for b in c %}{% endfor %}'}"),
    (expressions, f'x.y.z: {{a: "{{{{ {"b" * 61} }}}}"}}'),
    (expressions, "when: a | selectattr('b') | list"),
    (actions, "debug: {msg: a}"),
    (actions, "ansible.builtin.set_fact: {a: b}"),
    (actions, "{venturemond.envelope.s3_buckets: {}, loop: [a]}"),
    (actions, "block: [{debug: {msg: a}}]"),
    (options, "venturemond.envelope.secretsmanager_secrets: {secretmanager_secrets: []}"),
    (titles, "x.y.z: {}"),
    (titles, "{name: Publish records, x.y.z: {}}"),
    (titles, "{name: Email | Publishing records, x.y.z: {}}"),
    (titles, "{name: 'Email | Publish {{ a }}', x.y.z: {}}"),
])
def test_bad_tasks_are_found(rule, task):
    assert list(rule(f"- {task}"))
