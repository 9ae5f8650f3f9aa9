# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attributes of load balancers, target groups and listeners.

moto knows a part of the attributes, gives almost no defaults and checks few values.  AWS gives every attribute that
applies, with its default, refuses unknown keys and values out of range with ValidationError, and answers a modification
with all of them.  Keys, defaults and ranges: API reference, LoadBalancerAttribute, TargetGroupAttribute and
ListenerAttribute.
"""

from __future__ import annotations

import re
import typing as t

from moto.core.responses import ActionResult
from moto.elbv2.models import ELBv2Backend, FakeListener, FakeLoadBalancer, FakeTargetGroup
from moto.elbv2.responses import ELBV2Response
from moto.s3.models import s3_backends

from . import _elbv2_defaults as defaults
from ._mend import AwsError, mends

Values = dict[str, str]


def check(what: str, known: t.Iterable[str], given: t.Mapping[str, str]) -> None:
    """Refuse what AWS refuses, in its words."""
    for key, value in given.items():
        if key not in known:
            raise AwsError("ValidationError", f"{what} attribute key '{key}' is not recognized")
        choices = (
            {"true", "false"} if key.endswith(".enabled") and "cross_zone" not in key else defaults.CHOICES.get(key)
        )
        if choices and value not in choices:
            raise AwsError("ValidationError", f"'{key}' must be one of [{', '.join(sorted(choices))}]")
        low, high = defaults.RANGES.get(key, (0, 0))
        if high and not (re.fullmatch(r"\d+", value) and low <= int(value) <= high):
            raise AwsError("ValidationError", f"'{key}' value '{value}' must be between '{low}-{high}' inclusive")


@mends(FakeLoadBalancer, "__init__")
def give_load_balancer_attributes(former: t.Any, self: FakeLoadBalancer, *args: t.Any, **kwargs: t.Any) -> None:
    former(self, *args, **kwargs)
    self.attrs = dict(defaults.LOAD_BALANCER[self.type])
    if self.type != "gateway":
        self.attrs["ipv6.deny_all_igw_traffic"] = str(self.scheme == "internal").lower()


@mends(ELBv2Backend)
def modify_load_balancer_attributes(former: t.Any, self: ELBv2Backend, arn: str, attrs: Values) -> Values:
    if arn in self.load_balancers:
        balancer = self.load_balancers[arn]
        check("Load balancer", balancer.attrs, attrs)
        _check_log_buckets(self, balancer.attrs | attrs)
        balancer.attrs.update(attrs)
        return balancer.attrs
    return former(self, arn, attrs)


@mends(FakeTargetGroup, "__init__")
def give_target_group_attributes(former: t.Any, self: FakeTargetGroup, *args: t.Any, **kwargs: t.Any) -> None:
    former(self, *args, **kwargs)
    if self.target_type == "lambda":
        self.attributes = defaults.HEALTHY | {
            "lambda.multi_value_headers.enabled": "false",
            "stickiness.enabled": "false",
        }
    elif self.protocol in ("HTTP", "HTTPS"):
        self.attributes = dict(defaults.HTTP_TARGET_GROUP)
    elif self.protocol != "GENEVE":
        self.attributes = dict(defaults.TCP_TARGET_GROUP)
        if self.target_type == "ip" and self.protocol in ("TCP", "TLS"):
            self.attributes["preserve_client_ip.enabled"] = "false"


@mends(ELBv2Backend)
def modify_target_group_attributes(
    former: t.Any, self: ELBv2Backend, target_group_arn: str, attributes: Values
) -> None:
    group = self.target_groups.get(target_group_arn)
    if group and group.protocol != "GENEVE":
        check("Target group", group.attributes, attributes)
        slow_start = int(attributes.get("slow_start.duration_seconds", 0))
        if 0 < slow_start < 30:
            text = f"'slow_start.duration_seconds' value '{slow_start}' must be 0 or between '30-900' inclusive"
            raise AwsError("ValidationError", text)
    # moto takes the cookie's name from the request alone; AWS also from what is set
    name = group.attributes.get("stickiness.app_cookie.cookie_name") if group else None
    former(self, target_group_arn, {"stickiness.app_cookie.cookie_name": name, **attributes} if name else attributes)


@mends(ELBV2Response, "modify_target_group_attributes")
def answer_with_all_attributes(former: t.Any, self: ELBV2Response) -> ActionResult:
    former(self)
    group = self.elbv2_backend.target_groups[self._get_param("TargetGroupArn")]
    return ActionResult({"Attributes": group.attributes})


@mends(FakeListener, "__init__")
def give_listener_attributes(former: t.Any, self: FakeListener, *args: t.Any, **kwargs: t.Any) -> None:
    former(self, *args, **kwargs)
    self.attributes = listener_attributes(self.protocol)


@mends(ELBv2Backend)
def modify_listener_attributes(
    former: t.Any, self: ELBv2Backend, listener_arn: str, attrs: list[dict[str, str]]
) -> Values:
    given = {attribute["Key"]: attribute.get("Value", "") for attribute in attrs}
    listener = self.describe_listeners(None, [listener_arn])[0]
    check("Listener", listener.attributes, given)
    listener.attributes.update(given)
    return listener.attributes


def listener_attributes(protocol: str) -> Values:
    """What AWS gives a new listener of a protocol."""
    if protocol in ("HTTP", "HTTPS"):
        return dict(defaults.HTTPS_LISTENER if protocol == "HTTPS" else defaults.HTTP_LISTENER)
    return {"tcp.idle_timeout.seconds": "350"}


def _check_log_buckets(backend: ELBv2Backend, attributes: Values) -> None:
    """AWS writes a test file: the bucket has to exist and its policy has to let somebody put objects."""
    for kind in defaults.LOG_KINDS:
        if attributes.get(f"{kind}_logs.s3.enabled") != "true":
            continue
        name = attributes[f"{kind}_logs.s3.bucket"]
        bucket = s3_backends[backend.account_id]["aws"].buckets.get(name)
        if bucket is None or b"s3:PutObject" not in (bucket.policy or b""):
            text = f"Access Denied for bucket: {name}. Please check S3bucket permission"
            raise AwsError("InvalidConfigurationRequest", text)
