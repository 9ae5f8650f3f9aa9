# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""B2: secrets."""

from __future__ import annotations

import typing as t

from .. import links
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import services
from ..sources.secretsmanager import SECRETS

ROTATION = "what live AWS shows does not tell; playbooks/rotate_secret.yml rotates and starts anew what reads it"


def _read(live: Live) -> t.Iterator[Subject]:
    """What each service reads of Secrets Manager in its own account and region, without the entries."""
    for one in services(live):
        here = one.about["clusterArn"].split(":")[3:5]
        places = [place.split(":") for place in links.secrets(one).values()]
        if named := {":".join(words[:7]) for words in places if words[2:5] == ["secretsmanager", *here]}:
            yield links.subject(one, named)


def _there(live: Live, named: set[str]) -> Judged:
    """ARNs end in six letters of AWS's own, without which a task definition may name one, too."""
    known = {arn for one in live[SECRETS] for arn in (one["ARN"], one["ARN"].rpartition("-")[0])}
    lost = sorted(arn.rpartition(":")[2] for arn in named - known)
    return Judged(not lost, f"not there, or to be deleted: {', '.join(lost)}" if lost else f"{len(named)} there")


B2 = Requirement("B2", "Protection", "Secrets are made, kept and rotated where nobody sees them", ("manager 5",), (), (
    Check("B2.there", "The secrets that services read are there", "critical", _read, _there,
          "every secret that its tasks name", Remedy("secrets"), iso_2013=("A.9.2.4",), iso_2022=("5.17",)),
    Check("B2.rotation", "Who rotates a secret starts anew what reads it", "medium", lambda live: (),
          lambda live, thing: Judged(True, ""), "playbooks/rotate_secret.yml", Remedy("secrets"),
          applies=lambda live: ROTATION, iso_2013=("A.9.2.4",), iso_2022=("5.17",)),
))
