# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who vouches for identities from elsewhere, such as the runs of a pipeline."""

from __future__ import annotations

import dataclasses
import re
import typing as t
from dataclasses import dataclass

from ...calls import Flow, here
from ...fields import computed, key, option, tagging
from ...resource import Resource
from ...tagging import missing
from ...wire import pairs, unordered
from .service import iam

MOST_CLIENTS, MOST_THUMBPRINTS = 100, 5


def _at_least(wanted: t.Sequence[str], now: t.Sequence[str] | None) -> bool:
    return set(wanted) <= set(now or ())


@dataclass(frozen=True, kw_only=True)
class OpenIdConnectProvider(Resource):
    """A provider of OpenID Connect, of which an account has one for each URL, whoever made it."""

    plural = "iam_open_id_connect_providers"
    examples = {
        "url": "https://token.actions.githubusercontent.com", "client_ids": ["sts.amazonaws.com"],
        "thumbprints": ["6938fd4d98bab03faadb97b34396831e3780aea1"], "tags": {"project": "envelope"},
    }

    url: str = key("Where it is found, as its tokens name who issued them, such as "
                   "V(https://token.actions.githubusercontent.com).")
    client_ids: list[str] | None = option(
        "Whom its tokens may be meant for: these at least, as others may rely on further ones. V(sts.amazonaws.com) is "
        "what AWS's own action for GitHub says.", wire="ClientIDList", alike=_at_least)
    thumbprints: list[str] | None = option(
        "SHA-1 of its certificates' authorities: exactly these. AWS goes by them only where it does not know the "
        "authority itself, as it does GitHub's, and finds one for who gives none.", wire="ThumbprintList",
        alike=unordered)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the provider, which roles trust.")

    def problems(self) -> t.Iterator[str]:
        if not re.fullmatch(r"https://[A-Za-z0-9.-]+(/[^?#\s]*)?", self.url):
            yield f"url: {self.url!r} is not allowed: https://, a name without port, and a path where there is one"
        if self.client_ids is not None and not 0 < len(self.client_ids) <= MOST_CLIENTS:
            yield f"client_ids: {len(self.client_ids)}, allowed are 1 to {MOST_CLIENTS}"
        if self.thumbprints is not None and not 0 < len(self.thumbprints) <= MOST_THUMBPRINTS:
            yield f"thumbprints: {len(self.thumbprints)}, allowed are 1 to {MOST_THUMBPRINTS}"
        yield from (f"thumbprints: {each!r} is none, allowed are 40 hexadecimal digits" for each in
                    self.thumbprints or () if not re.fullmatch(r"[0-9A-Fa-f]{40}", each))

    def read(self) -> Flow:
        where = yield here()
        arn = f"arn:{where['partition']}:iam::{where['account']}:oidc-provider/{self.url.removeprefix('https://')}"
        found = yield iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)
        return self.seen({**found, "Arn": arn})

    def create(self) -> Flow:
        yield iam.create_open_id_connect_provider(**self.wire())

    def update(self, now: OpenIdConnectProvider, changed: t.AbstractSet[str]) -> Flow:
        if "client_ids" in changed:
            for client in (each for each in self.client_ids or () if each not in (now.client_ids or ())):
                yield iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=now.arn, ClientID=client)
        if "thumbprints" in changed:
            yield iam.update_open_id_connect_provider_thumbprint(
                OpenIDConnectProviderArn=now.arn, ThumbprintList=self.thumbprints)
        if "tags" in changed:
            yield iam.tag_open_id_connect_provider(
                OpenIDConnectProviderArn=now.arn, Tags=pairs().out(missing(now.tags, self.tags)))

    def delete(self) -> Flow:
        yield iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=self.arn)

    def over(self, now: t.Any) -> OpenIdConnectProvider:
        """With what it leaves open, and with those that others rely on."""
        whole = super().over(now)
        others = (now and now.client_ids) or ()
        every = list(dict.fromkeys([*others, *(whole.client_ids or ())])) or None
        return dataclasses.replace(whole, client_ids=every)
