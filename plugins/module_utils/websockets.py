# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What has to hold so that WebSockets last: values of several places that only fit together (requirement C2).

Checked before anything is sent, because each part alone is valid, and what
breaks later are connections, now and then.
"""

from __future__ import annotations

import re
import typing as t

from .autoscaling import most
from .catalogue import Wanted, environment
from .network_plan import load_balancer_attributes

IDLE = "idle_timeout.timeout_seconds"
DRAIN = "deregistration_delay.timeout_seconds"

STOP = (2, 120)
"""Seconds that Fargate gives a container to end by itself."""

HOST = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])", re.IGNORECASE)


def unfit(wanted: Wanted, about: Wanted) -> t.Iterator[str]:
    """What does not fit together, each naming the variables and what is allowed; `about` is the service `reverb`."""
    variables = environment(wanted, about).variables
    yield from _ping(wanted, variables)
    yield from _stop(about)
    yield from _origins(variables)
    yield from _together(about, variables)


def _ping(wanted: Wanted, variables: dict[str, str]) -> t.Iterator[str]:
    balancer = {"access_logs_bucket": "", "load_balancer_attributes": wanted["load_balancer_attributes"]}
    idle, ping = _whole(load_balancer_attributes(balancer)[IDLE]), variables.get("REVERB_APP_PING_INTERVAL")
    if idle is not None and not 0 < (_whole(ping) or 0) < idle:
        yield (f"reverb_ping_interval_seconds is {ping or 'not said'}, allowed are 1 to {idle - 1}: the load balancer "
               f"cuts what is silent for {idle} s (network_load_balancer_attributes, {IDLE})")


def _stop(about: Wanted) -> t.Iterator[str]:
    """Connections are let go while the target drains, and only then is the task told to stop."""
    stop, (least, greatest) = _whole(about["stop_timeout"]), STOP
    if stop is None or not least <= stop <= greatest:
        yield f"reverb_stop_timeout is {about['stop_timeout']}, Fargate allows {least} to {greatest} s"
        return
    drain = _whole((about.get("target_group_attributes") or {}).get(DRAIN, stop))
    if drain is not None and drain < stop:
        yield (f"reverb_drain_seconds is {drain}, allowed is reverb_stop_timeout ({stop}) and more: a client keeps "
               "its connection for as long, to find another task before its own ends")


def _whole(value: t.Any) -> int | None:
    """A number, also one that is written as text; None for what is none, of which its own check tells."""
    return int(value) if str(value).isdecimal() else None


def _origins(variables: dict[str, str]) -> t.Iterator[str]:
    origins = [origin.strip() for origin in (variables.get("REVERB_ALLOWED_ORIGINS") or "").split(",")]
    for origin in origins:
        if not HOST.fullmatch(origin):
            yield (f"reverb_allowed_origins has {origin or 'nothing'!r}, allowed are hosts such as app.example.com and "
                   "*.example.com, without scheme or port, and never * alone, which lets every site in")


def _together(about: Wanted, variables: dict[str, str]) -> t.Iterator[str]:
    """Tasks tell each other of messages through Redis, which the environment contract asks for."""
    count = _whole(most(about)) or 0
    if count > 1 and (variables.get("REVERB_SCALING_ENABLED") or "").lower() != "true":
        yield (f"reverb runs up to {count} tasks and reverb_scaling_enabled is not true: a message would reach the "
               "clients of one task only; enable it, or allow one task (reverb_desired_count, reverb_autoscaling)")
