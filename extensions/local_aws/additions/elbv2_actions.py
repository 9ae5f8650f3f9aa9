# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a listener's protocol and port demand of its actions.

moto takes a redirect to where it comes from, and puts any target group behind any listener.  AWS refuses a redirect
that changes none of protocol, host, port and path (InvalidLoadBalancerAction), and a target group whose protocol does
not fit (user guide of Network Load Balancers, "Listener configuration").  Rules are checked here, listeners in
`elbv2_listeners.py`.
"""

from __future__ import annotations

import typing as t

from moto.elbv2.models import ELBv2Backend, FakeListenerRule

from ._mend import AwsError, mends
from .elbv2_protocols import TARGETS

Actions = list[dict[str, t.Any]]


@mends(ELBv2Backend)
def create_rule(  # noqa: PLR0917 (moto's own signature)
    former: t.Any,
    self: ELBv2Backend,
    listener_arn: str,
    conditions: list[dict[str, t.Any]],
    priority: int,
    actions: Actions,
    tags: t.Any = None,
) -> FakeListenerRule:
    listener = self.describe_listeners(None, [listener_arn])[0]
    check_actions(self, listener.port, listener.protocol, actions)
    return t.cast(FakeListenerRule, former(self, listener_arn, conditions, priority, actions, tags))


@mends(ELBv2Backend)
def modify_rule(
    former: t.Any, self: ELBv2Backend, rule_arn: str, conditions: list[dict[str, t.Any]], actions: Actions
) -> FakeListenerRule:
    rule = self.describe_rules(None, [rule_arn])[0]
    listener = self.describe_listeners(None, [rule.listener_arn])[0]
    check_actions(self, listener.port, listener.protocol, actions)
    return t.cast(FakeListenerRule, former(self, rule_arn, conditions, actions))


def check_actions(backend: ELBv2Backend, port: int | str, protocol: str, actions: Actions) -> None:
    """Refuse a redirect to where it comes from, and a target group that the listener cannot speak to."""
    for action in actions:
        if action.get("RedirectConfig") and _is_loop(port, protocol, action["RedirectConfig"]):
            text = "The redirect configuration is not valid because it creates a loop."
            raise AwsError("InvalidLoadBalancerAction", text)
        for arn in backend._get_target_group_arns_from(action):
            group = backend.target_groups.get(arn)
            if group and group.protocol and protocol in TARGETS and group.protocol not in TARGETS[protocol]:
                text = f"The listener and its associated target group '{arn}' have incompatible protocols: "
                raise AwsError("IncompatibleProtocols", f"{text}'{protocol}' and '{group.protocol}'")


def _is_loop(port: int | str, protocol: str, redirect: dict[str, t.Any]) -> bool:
    """Whether it leads back to the listener; to change the query does not help."""
    return (
        redirect.get("Protocol", "#{protocol}") in ("#{protocol}", protocol)
        and str(redirect.get("Port", "#{port}")) in ("#{port}", str(port))
        and redirect.get("Host", "#{host}") == "#{host}"
        and redirect.get("Path", "/#{path}") == "/#{path}"
    )
