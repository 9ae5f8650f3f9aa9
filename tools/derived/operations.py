# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An operation of an AWS API, by its names in boto3, in AWS's documentation and in IAM."""

from __future__ import annotations

import functools
import typing as t

import botocore
import botocore.session
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Service


class Operation(t.NamedTuple):
    client: str
    """The boto3 client: `elbv2`."""
    method: str
    """The client's method: `describe_rules`."""

    @property
    def reads(self) -> bool:
        return Call(Service(self.client), self.method).reads

    @property
    def api(self) -> str:
        """`elasticloadbalancing:DescribeRules`, as AWS names the call and mostly the permission too."""
        return f"{_prefix(self.client)}:{_names(self.client)[self.method]}"


@functools.cache
def _model(client: str) -> t.Any:
    return botocore.session.Session().get_service_model(client)


@functools.cache
def _names(client: str) -> dict[str, str]:
    return {botocore.xform_name(name): name for name in _model(client).operation_names}


def _prefix(client: str) -> str:
    """What IAM calls the service: the name its requests are signed with, but for two."""
    name = str(_model(client).signing_name)
    return {"monitoring": "cloudwatch", "tagging": "tag"}.get(name, name)
