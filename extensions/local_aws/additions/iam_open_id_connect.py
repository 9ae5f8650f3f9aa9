# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients of providers of OpenID Connect, one by one, which moto lacks.

AWS takes a client that is there already, and the removal of one that is not, without a word; a provider that is not
there is an error for both.
"""

from __future__ import annotations

import typing as t

from moto.core.responses import ActionResult, EmptyResult
from moto.iam.responses import IamResponse

from ._mend import AwsError, adds

MOST = 100


@adds(IamResponse)
def add_client_id_to_open_id_connect_provider(self: IamResponse) -> ActionResult:
    clients = _clients(self)
    client = self._get_param("ClientID")
    if client not in clients:
        if len(clients) >= MOST:
            raise AwsError("LimitExceeded", f"Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: {MOST}")
        clients.append(client)
    return EmptyResult()


@adds(IamResponse)
def remove_client_id_from_open_id_connect_provider(self: IamResponse) -> ActionResult:
    clients = _clients(self)
    client = self._get_param("ClientID")
    if client in clients:
        clients.remove(client)
    return EmptyResult()


def _clients(response: IamResponse) -> list[str]:
    provider = response.backend.get_open_id_connect_provider(response._get_param("OpenIDConnectProviderArn"))
    return t.cast("list[str]", provider.client_id_list)
