# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong, in words a user can act on."""

from __future__ import annotations

import typing as t

if t.TYPE_CHECKING:
    from .calls import Call, Wait
    from .resource import Resource


class EnvelopeError(Exception):
    """Anything this collection raises on purpose."""


class Invalid(EnvelopeError):
    """What is asked for cannot be: found before anything was sent."""


class Unresolved(EnvelopeError):
    """A name that refers to nothing (yet)."""

    def __init__(self, what: str, name: str, role: str = "") -> None:
        made_by = f"; role {role} makes it" if role else ""
        super().__init__(f"there is no {what} named {name}{made_by}")
        self.what = what
        self.name = name


class NotOurs(EnvelopeError):
    """A resource of that name exists and does not carry our tags."""


class Leaving(EnvelopeError):
    """What it belongs to is being taken away, and so it is left as it is."""


class Awaited(EnvelopeError):
    """What somebody else makes is not there yet, so that there is nothing to do; not a failure."""


class AwsError(EnvelopeError):
    """AWS refused or failed a call."""

    def __init__(self, call: Call, code: str, message: str) -> None:
        hint = HINTS.get(code, "").format(call=call)
        super().__init__(f"{call} failed: {message.rstrip('.')} ({code}){hint}")
        self.call = call
        self.code = code
        self.message = message

    @property
    def denied(self) -> bool:
        """Whether it is the credentials that may not do it."""
        return self.code in DENIED


class Absent(AwsError):
    """AWS says there is no such resource."""


class Unseen(AwsError):
    """The credentials may not see a part of what is there: a plan goes on with the rest, and says so.

    `seen` is the resource with that part as it is wanted; `what` names the part, and the action that was refused.
    """

    def __init__(self, error: AwsError, part: str, seen: Resource | None) -> None:
        super().__init__(error.call, error.code, error.message)
        self.what = f"{part} ({error.code} of {error.call.action})"
        self.seen = seen


class GaveUp(EnvelopeError):
    """Something did not reach the state we waited for."""

    def __init__(self, wait: Wait, seen: str, seconds: float) -> None:
        hint = f". {wait.hint}" if wait.hint else ""
        wanted = " or ".join(sorted(wait.done))
        super().__init__(f"{wait.what} is {seen}, not {wanted}, after {seconds:.0f} s{hint}")
        self.seen = seen


DENIED = ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError")
"""AWS's codes for what the credentials may not do."""

_PERMISSION = ": the credentials in use may not do that; allow this action, see docs/permissions.md"
_CREDENTIALS = ": give access_key and secret_key, a profile, or AWS_PROFILE / AWS_ACCESS_KEY_ID in the environment"
_EXPIRED = ": the session has ended; sign in again and run the same command, it goes on where it stopped"

HINTS: dict[str, str] = {
    **dict.fromkeys(DENIED, _PERMISSION),
    **dict.fromkeys(("NoCredentialsError", "PartialCredentialsError", "InvalidClientTokenId"), _CREDENTIALS),
    **dict.fromkeys(("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"), _EXPIRED),
    "UnrecognizedClientException": _CREDENTIALS,
    "EndpointConnectionError": ": check endpoint_url, region and the network (for an embedded AWS: `make status`)",
    "ConnectTimeoutError": ": check endpoint_url, region and the network",
    "NoRegionError": ": give region, or AWS_REGION in the environment",
    "ProfileNotFound": ": `aws configure list-profiles` shows the ones there are",
}
"""What helps, by AWS's (or botocore's) error code."""
