# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The example site, built where IAM is enforced: each playbook by a role that has its policies and no others."""

from __future__ import annotations

import json
import typing as t
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.judging import ACCOUNT, PLACE, written
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site
from ansible_collections.venturemond.envelope.tests.isolation.conftest import installed

TRUST = {"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"}]}
IMAGES = ("api", "hq", "tenant")
Keys = dict[str, str]


class Guarded:
    """An account where IAM is enforced, and the playbooks' roles in it."""

    def __init__(self, aws: LocalAws, directory: Path) -> None:
        self.aws = aws
        self._directory = directory
        self._made: dict[str, str] = {}
        self._sessions: dict[tuple[str, ...], Keys] = {}

    def push(self, tag: str) -> None:
        for repository in IMAGES:
            self.aws.push(f"envelope-local-{repository}", tag)

    def session(self, *names: str) -> Keys:
        """Of a role with the policies for some playbooks, as an administrator gives them."""
        if names in self._sessions:
            return self._sessions[names]
        iam, role = self.aws.client("iam"), f"runs-{'-'.join(names)}"
        iam.create_role(RoleName=role, AssumeRolePolicyDocument=json.dumps(TRUST))
        for name, document in written(*names).items():
            if name not in self._made:
                made = iam.create_policy(PolicyName=f"by-hand-{name}", PolicyDocument=json.dumps(document))
                self._made[name] = made["Policy"]["Arn"]
            iam.attach_role_policy(RoleName=role, PolicyArn=self._made[name])
        arn = f"arn:aws:iam::{ACCOUNT}:role/{role}"
        given = self.aws.client("sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
        self._sessions[names] = {"access_key": given["AccessKeyId"], "secret_key": given["SecretAccessKey"],
                                 "session_token": given["SessionToken"]}
        return self._sessions[names]

    def run(self, playbook: str, *options: str, by: str = "", **variables: t.Any) -> Run:
        """A playbook by its own role, or by that of another policy."""
        aws = {"region": PLACE["region"], "endpoint_url": self.aws.url, **self.session(by or playbook)}
        return Site(self.aws, self._directory, playbook).run(*options, cell_aws=aws, **variables)


def refused(run: Run) -> list[str]:
    """What was not allowed in a run."""
    return [call["ruling"]["refused"] for call in run.calls if call["ruling"]["refused"]]


def callers(run: Run) -> set[str]:
    """Whose permissions a run relied on: the account's own key may do anything."""
    return {call["principal"] for call in run.calls if call["ruling"]["asked"]}


def session_of(playbook: str) -> str:
    return f"arn:aws:sts::{ACCOUNT}:assumed-role/runs-{playbook}/test"


@pytest.fixture(scope="package")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Guarded]:
    with LocalAws.running("--enforce-iam", str(installed())) as aws:
        found = Guarded(aws, tmp_path_factory.mktemp("guarded"))
        found.push("1.0.0")
        yield found


@pytest.fixture(scope="package")
def built(guarded: Guarded) -> Run:
    return guarded.run("site")
