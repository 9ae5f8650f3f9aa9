# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account's own settings in SES, and the addresses it does not send to.

moto lacks all of it.  AWS lets an account out of the sandbox on request; the embedded one is out unless a test says
otherwise.
"""

from __future__ import annotations

from moto.core.responses import ActionResult, EmptyResult
from moto.sesv2.responses import SESV2Response

from ._mend import AwsError, adds
from ._pages import page
from ._ses_account import Account, account_of

SANDBOX = {"Max24HourSend": 200.0, "MaxSendRate": 1.0}
PRODUCTION = {"Max24HourSend": 50000.0, "MaxSendRate": 14.0}


@adds(SESV2Response)
def get_account(self: SESV2Response) -> ActionResult:
    account = _account(self)
    quota = PRODUCTION if account.production_access else SANDBOX
    return ActionResult({
        "DedicatedIpAutoWarmupEnabled": False,
        "EnforcementStatus": "HEALTHY",
        "ProductionAccessEnabled": account.production_access,
        "SendQuota": {**quota, "SentLast24Hours": float(self.sesv2_backend.core_backend.sent_message_count)},
        "SendingEnabled": account.sending_enabled,
        "SuppressionAttributes": {"SuppressedReasons": account.suppressed_reasons},
        "VdmAttributes": {"VdmEnabled": "DISABLED"},
    })


@adds(SESV2Response)
def put_account_sending_attributes(self: SESV2Response) -> ActionResult:
    _account(self).sending_enabled = bool(self._get_param("SendingEnabled"))
    return EmptyResult()


@adds(SESV2Response)
def put_account_suppression_attributes(self: SESV2Response) -> ActionResult:
    _account(self).suppressed_reasons = self._get_param("SuppressedReasons") or []
    return EmptyResult()


@adds(SESV2Response)
def put_suppressed_destination(self: SESV2Response) -> ActionResult:
    _account(self).suppress(self._get_param("EmailAddress").lower(), self._get_param("Reason"))
    return EmptyResult()


@adds(SESV2Response)
def get_suppressed_destination(self: SESV2Response) -> ActionResult:
    return ActionResult({"SuppressedDestination": _account(self).suppressed[_suppressed(self)]})


@adds(SESV2Response)
def delete_suppressed_destination(self: SESV2Response) -> ActionResult:
    del _account(self).suppressed[_suppressed(self)]
    return EmptyResult()


@adds(SESV2Response)
def list_suppressed_destinations(self: SESV2Response) -> ActionResult:
    reasons = self._get_param("Reasons") or ["BOUNCE", "COMPLAINT"]
    found = [each for each in _account(self).suppressed.values() if each["Reason"] in reasons]
    refusal = AwsError("InvalidNextTokenException", "The specified request includes an invalid or expired token.")
    size, token = int(self._get_param("PageSize") or 1000), self._get_param("NextToken")
    shown, following = page(found, size, token, refusal)
    return ActionResult({"SuppressedDestinationSummaries": shown, "NextToken": following})


def _account(response: SESV2Response) -> Account:
    return account_of(response.sesv2_backend.core_backend)


def _suppressed(response: SESV2Response) -> str:
    """The address that is meant, once it is known to be on the list."""
    address = str(response._get_param("EmailAddress")).lower()
    if address not in _account(response).suppressed:
        raise AwsError("NotFoundException", f"Email address {address} does not exist on your suppression list.")
    return address
