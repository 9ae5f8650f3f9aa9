# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""B3: the seven controls that ISO 27001 asks for; what is encrypted and copied is in `baseline_data.py`."""

from __future__ import annotations

import typing as t

from ...kinds.ec2.api import name_of
from ...kinds.securityhub.standards import enabled
from .. import ways
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Found
from ..reading import Source
from ..sources.cloudtrail import TRAILS
from ..sources.config import RECORDERS
from ..sources.detection import DETECTORS, HUBS
from ..sources.flow_logs import FLOW_LOGS
from .baseline_data import CHECKS, ROLE, off

LOGGING: dict[str, t.Any] = {"iso_2013": ("A.12.4",), "iso_2022": ("8.15", "8.16")}
THREATS: dict[str, t.Any] = {"iso_2013": ("A.12.2",), "iso_2022": ("8.7", "8.16")}
COMPLIANCE: dict[str, t.Any] = {"iso_2013": ("A.18.2",), "iso_2022": ("5.35", "5.36")}

QUALITIES = ("IsMultiRegionTrail", "LogFileValidationEnabled", "KmsKeyId")
"""What a trail should have: to be of all regions, validated and encrypted."""


def _network(live: Live) -> t.Iterator[Subject]:
    if found := ways.vpc(live):
        yield Subject(f"VPC {name_of(found) or found['VpcId']}", found)


def _region(source: Source) -> t.Callable[[Live], t.Iterator[Subject]]:
    """All that a source has found, as one thing: the region has it, or has it not."""
    def of(live: Live) -> t.Iterator[Subject]:
        yield Subject(f"region {live.place.region}", live[source])

    return of


def _trail(live: Live) -> t.Iterator[Subject]:
    """Of the trails that record, the one that has most of what it should."""
    recording = [one for one in live[TRAILS] if one["status"].get("IsLogging")]
    if recording:
        best = max(recording, key=lambda one: sum(bool(one.get(quality)) for quality in QUALITIES))
        yield Subject(f"trail {best['Name']}", best)


def _hub(live: Live) -> t.Iterator[Subject]:
    for one in live[HUBS]:
        yield Subject(f"hub of {live.place.region}", one)


def _logged(live: Live, vpc: Found) -> Judged:
    logs = [one for one in live[FLOW_LOGS]
            if (one.get("ResourceId"), one.get("FlowLogStatus")) == (vpc["VpcId"], "ACTIVE")]
    if not logs:
        return Judged(False, "no flow log is active")
    failed = all(one.get("DeliverLogsStatus") == "FAILED" for one in logs)
    return Judged(not failed, "its flow logs are not delivered" if failed else
                  ", ".join(f"{one['TrafficType']} to {one['LogDestinationType']}" for one in logs))


def _records(live: Live, trails: t.Sequence[Found]) -> Judged:
    recording = [one["Name"] for one in trails if one["status"].get("IsLogging")]
    if recording:
        return Judged(True, f"{', '.join(recording)} {'records' if len(recording) == 1 else 'record'}")
    return Judged(False, f"{', '.join(one['Name'] for one in trails)} stopped" if trails else "there is no trail")


def _quality(name: str) -> t.Callable[[Live, Found], Judged]:
    return lambda live, trail: Judged(bool(trail.get(name)), f"{name} is {'set' if trail.get(name) else 'not set'}")


def _detects(live: Live, detectors: t.Sequence[Found]) -> Judged:
    states = [str(one.get("Status")) for one in detectors]
    return Judged("ENABLED" in states, f"its detector is {', '.join(states).lower()}" if states else "no detector")


def _recorded(live: Live, recorders: t.Sequence[Found]) -> Judged:
    """A recorder that cannot deliver records nothing that anybody reads."""
    running = [one for one in recorders if one["status"].get("recording")]
    if not running:
        return Judged(False, "its recorder is stopped" if recorders else "no recorder")
    failing = [one for one in running if str(one["status"].get("lastStatus")).lower() == "failure"]
    return Judged(not failing, "its recorder fails" if failing else f"recorder {running[0]['name']} records")


def _enabled(live: Live, hubs: t.Sequence[Found]) -> Judged:
    return Judged(bool(hubs), "it is enabled" if hubs else "it is not enabled")


def _graded(live: Live, hub: Found) -> Judged:
    names = enabled(hub["standards"])
    return Judged(bool(names), ", ".join(names) or "no standard is enabled")


def _control(switch: str, iso: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """What the checks of a control have in common, by the name of its switch."""
    variable = f"security_baseline_{switch}"
    return {"remedy": Remedy(ROLE, variable), "applies": off(variable), **iso}


B3 = Requirement("B3", "Protection", "What ISO 27001 asks for is recorded, looked for, encrypted and copied", (),
                 ("4.1",), (
    Check("B3.flow_logs", "Flow logs tell who talked to whom", "medium", _network, _logged, "a flow log of the VPC",
          **_control("flow_logs", LOGGING)),
    Check("B3.trail", "CloudTrail records who did what", "high", _region(TRAILS), _records, "a trail that records",
          **_control("trail", LOGGING)),
    Check("B3.trail_regions", "The trail is of all regions", "medium", _trail, _quality("IsMultiRegionTrail"),
          "a trail of all regions", **_control("trail", LOGGING)),
    Check("B3.trail_validated", "The trail's files are validated", "medium", _trail,
          _quality("LogFileValidationEnabled"), "validation of log files", **_control("trail", LOGGING)),
    Check("B3.trail_encrypted", "The trail is encrypted by a key of our own", "medium", _trail, _quality("KmsKeyId"),
          "a key", **_control("trail", LOGGING)),
    Check("B3.guardduty", "GuardDuty looks for attacks", "high", _region(DETECTORS), _detects,
          "a detector that is enabled", **_control("guardduty", THREATS)),
    Check("B3.config", "Config records how everything is set up", "medium", _region(RECORDERS), _recorded,
          "a recorder that records", **_control("config", COMPLIANCE)),
    Check("B3.security_hub", "Security Hub is enabled", "medium", _region(HUBS), _enabled, "a hub",
          **_control("securityhub", COMPLIANCE)),
    Check("B3.standards", "Security Hub grades by standards", "medium", _hub, _graded, "at least one standard",
          **_control("securityhub", COMPLIANCE)),
    *CHECKS,
))
