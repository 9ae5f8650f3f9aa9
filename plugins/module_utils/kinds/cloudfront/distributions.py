# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Distributions."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Pending, Reply, Say, Wait
from ...errors import Absent, Awaited, AwsError, Invalid
from ...fields import computed, constant, instruction, key, option, tagging
from ...generating import generate
from ...resource import Resource
from ...tagging import MANAGED_BY, missing
from ...wire import Codec, pairs, unordered
from ..route53.service import ZONE
from .api import Found, advised, cloudfront, fresh, tags_of
from .finding import find
from .naming import is_published, publish, withdraw, zone_of
from .parts import CacheBehavior, ErrorResponse, Logging, Origin, exactly, some
from .references import EDGE_CERTIFICATE, is_issued
from .rules import name_problems, part_problems
from .settings import configured, counted

lower = Codec(lambda value: value, lambda found: found and found.lower())

DETAILS = ("default_root_object", "logging")
"""Options that AWS's list of distributions does not show."""

Protocol = t.Literal["TLSv1.2_2018", "TLSv1.2_2019", "TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"]


@dataclass(frozen=True, kw_only=True)
class Distribution(Resource):
    """A distribution: a bucket's files, shown to the world under names of one's own."""

    plural = "cloudfront_distributions"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod-site-help", "aliases": ["help.example.com"],
        "certificate": "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012",
        "minimum_protocol_version": "TLSv1.2_2021", "default_cache_behavior": CacheBehavior.examples,
        "origins": [{**Origin.examples, "origin_access_control": "E2QWRUHAPOMQZL"}],
        "custom_error_responses": [ErrorResponse.examples], "default_root_object": "index.html",
        "price_class": "PriceClass_100", "http_version": "http2and3",
        "web_acl": "arn:aws:wafv2:us-east-1:111122223333:global/webacl/envelope/12345678-1234-1234-1234-123456789012",
        "tags": {"tenant": "acme"}}

    name: str = key("Name of the distribution, carried in its comment. A distribution with one of its "
                    "O(cloudfront_distributions[].aliases) is the same one, if it bears no name of ours.",
                    wire="Comment")
    enabled: bool | None = option("Whether it answers. V(true) where it is left out at creation.")
    aliases: list[str] | None = option(
        "Host names it answers to, besides its own: exactly these. No other distribution of the world can have them.",
        wire="Aliases.Items", codec=some, alike=unordered)
    certificate: str | None = option(
        "Certificate that covers its names, by domain name or ARN. It has to be in us-east-1, and issued.",
        wire="ViewerCertificate.ACMCertificateArn", find=EDGE_CERTIFICATE)
    minimum_protocol_version: Protocol | None = option(
        "Oldest TLS that browsers may use. V(TLSv1.2_2021) where it is left out with the first certificate.",
        wire="ViewerCertificate.MinimumProtocolVersion")
    origins: list[Origin] | None = option("Where its files are: exactly these.", wire="Origins.Items", alike=exactly)
    default_cache_behavior: CacheBehavior | None = option("How requests are answered.")
    custom_error_responses: list[ErrorResponse] | None = option(
        "What is answered instead of errors of the origin: exactly these. The application of a single page answers "
        "V(403) and V(404) with its V(/index.html).", wire="CustomErrorResponses.Items", alike=exactly)
    default_root_object: str | None = option("File that is shown for V(/), such as V(index.html).")
    price_class: t.Literal["PriceClass_100", "PriceClass_200", "PriceClass_All"] | None = option(
        "In which parts of the world it is near: V(PriceClass_100) is North America and Europe.")
    http_version: t.Literal["http1.1", "http2", "http3", "http2and3"] | None = option(
        "HTTP that it speaks with browsers.", codec=lower)
    ipv6: bool | None = option("Whether it is reached by IPv6 too.", wire="IsIPV6Enabled")
    web_acl: str | None = option("ARN of the web ACL that guards it, of scope CLOUDFRONT. Empty for none.",
                                 wire="WebACLId")
    logging: Logging | None = option("Where the log of requests is written.")
    tags: dict[str, str] | None = tagging()
    zone: str | None = instruction(
        "Public hosted zone, by name or id, in which alias records (A and AAAA) lead its aliases to it. Left out, "
        "somebody else publishes them.")
    when_issued: bool = instruction(
        "Whether a distribution that does not exist is left for a later run while its certificate is not issued, as "
        "when somebody else has to publish the certificate's records.", default=False)
    wait: bool = instruction("Whether to wait until all of CloudFront knows of a change.", default=False)
    wait_timeout: int = instruction(
        "Seconds after which waiting ends in an error, also for it to be out of use before it is deleted.",
        default=1800)
    distribution_id: str | None = computed("Id of the distribution.", wire="Id")
    arn: str | None = computed("ARN of the distribution.", wire="ARN")
    domain_name: str | None = computed("Its own name, which alias records point to.")
    hosted_zone_id: str | None = computed("Hosted zone that alias records to it name.")
    status: str | None = computed("V(InProgress) until all of CloudFront knows of the last change, then V(Deployed).")
    named: bool = constant(True, "Whether its comment is its name.")
    published: bool = constant(True, "Whether its aliases lead to it, where a zone is given.")
    deployed: bool = constant(True, "Whether all of CloudFront knows of it, where that is waited for.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from name_problems(self.name, self.aliases or ())
        yield from part_problems(self.origins, self.default_cache_behavior, self.custom_error_responses)
        if self.minimum_protocol_version and self.certificate is None:
            yield "minimum_protocol_version needs certificate: without, CloudFront decides"
        if (self.default_root_object or "").startswith("/"):
            yield f"default_root_object: {self.default_root_object}, allowed are names without / in front"
        if self.zone and self.aliases is None:
            yield "zone needs aliases, the names that it leads to the distribution"
        if self.wait_timeout <= 0:
            yield f"wait_timeout: {self.wait_timeout}, allowed are 1 and more seconds"

    def resolved(self, *, pending: bool = False) -> Flow:
        """This, with its zone looked up: one that is missing is told before a distribution is made."""
        found = yield from super().resolved(pending=pending)
        if self.zone is None:
            return found
        return dataclasses.replace(found, zone=(yield from ZONE.resolve(self.zone, pending=pending)))

    def read(self) -> Flow:
        found = yield from self._found()
        if found is None:
            yield from self._not_too_early()
            raise Absent(cloudfront.list_distributions(), "NotFound", f"there is no distribution {self.name}")
        about = {**found, "HostedZoneId": zone_of(found["ARN"]), "Named": found["Comment"] == self.name}
        if any(getattr(self, name) is not None for name in DETAILS):
            about |= (yield cloudfront.get_distribution_config(Id=found["Id"]))["DistributionConfig"]
        if self.tags is not None:
            about["Tags"] = yield from tags_of(found["ARN"])
        if about["ViewerCertificate"].get("CloudFrontDefaultCertificate"):  # says a protocol, and means none
            about["ViewerCertificate"] = {}
        about["Published"] = self.zone is None or (
            yield from is_published(self.zone, self.aliases or (), found["DomainName"]))
        about["Deployed"] = not self.wait or found["Status"] == "Deployed"
        return self.seen(about)

    def create(self) -> Flow:
        if left_out := [name for name in ("origins", "default_cache_behavior") if getattr(self, name) is None]:
            raise Invalid(f"it does not exist, and cannot be created without {', '.join(left_out)}")
        config = configured({"Enabled": True, "CallerReference": generate("hex", length=16)}, self._settings())
        made = yield from self._made(config)
        if self.zone is not None:
            yield from publish(self.zone, self.aliases or (), made)
        if self.wait:
            yield from self._spread(made["Id"])

    def update(self, now: Distribution, changed: t.AbstractSet[str]) -> Flow:
        def attempt() -> Flow:
            found = yield cloudfront.get_distribution_config(Id=now.distribution_id)
            config = configured(found["DistributionConfig"], self._settings(*changed - {"tags"}))
            yield from advised(cloudfront.update_distribution(
                Id=now.distribution_id, IfMatch=found["ETag"], DistributionConfig=config))

        if changed - {"tags", "published", "deployed"}:
            yield from fresh(attempt)
        if "tags" in changed:
            yield cloudfront.tag_resource(
                Resource=now.arn, Tags={"Items": pairs().out(missing(now.tags, self.tags))})
        if self.zone is not None and changed & {"aliases", "published"}:
            yield from publish(self.zone, self.aliases or (), {"DomainName": now.domain_name, "ARN": now.arn})
        if self.wait:
            yield from self._spread(now.distribution_id)

    def delete(self) -> Flow:
        """Switch it off, wait until it is off everywhere, and delete it: AWS takes it no other way."""
        if self.zone is not None:
            yield from withdraw(self.zone, t.cast(str, self.domain_name))
        yield from fresh(self._disabled)
        yield from fresh(self._deleted)

    def _settings(self, *names: str) -> Found:
        """The named properties (or all) as parts of a configuration, and always its name."""
        settings = self.wire("name", *names) if names else self.wire()
        return {**{name: value for name, value in settings.items() if name != "Tags"}, "Comment": self.name}

    def _made(self, config: Found) -> Flow:
        """Make it, and return what AWS says of it."""
        tags = {"Items": pairs().out(self.tags or {})}
        try:
            made = yield from advised(cloudfront.create_distribution_with_tags(
                DistributionConfigWithTags={"DistributionConfig": config, "Tags": tags}))
        except AwsError as error:
            found = (yield from self._found()) if error.code == "DistributionAlreadyExists" else None
            if found is None:  # else made by the same request, whose answer was lost
                raise
            return found
        return made["Distribution"]

    def _not_too_early(self) -> Flow:
        """Raise `Awaited` while a distribution is asked for once its certificate is issued, and that is not.

        A certificate that does not exist yet, in check mode, is issued at once only where its zone is ours.
        """
        if not self.when_issued or self.certificate is None:
            return
        pending = isinstance(self.certificate, Pending)
        if (pending and self.zone is not None) or (not pending and (yield from is_issued(self.certificate))):
            return
        reason = f"distribution {self.name} waits until its certificate is issued: its records have to be published"
        yield Say(reason)
        raise Awaited(reason)

    def _disabled(self) -> Flow:
        found = yield cloudfront.get_distribution_config(Id=self.distribution_id)
        config = found["DistributionConfig"]
        if config["Enabled"]:
            yield cloudfront.update_distribution(Id=self.distribution_id, IfMatch=found["ETag"],
                                                 DistributionConfig=counted({**config, "Enabled": False}))

    def _deleted(self) -> Flow:
        found = yield from self._spread(self.distribution_id)
        if found:
            yield cloudfront.delete_distribution(Id=self.distribution_id, IfMatch=found["ETag"])

    def _spread(self, which: str | None) -> Flow:
        """Wait until all of CloudFront knows of it."""
        return (yield Wait(
            cloudfront.get_distribution(Id=which), f"distribution {self.name}", _status,
            frozenset({"Deployed", "absent"}), timeout=self.wait_timeout,
            hint="CloudFront needs some minutes; run the same command again, it goes on where it stopped"))

    def _found(self) -> Flow:
        return find(self.name, self.aliases or (), (self.tags or {}).get(MANAGED_BY))


def _status(reply: Reply) -> str:
    return str(reply["Distribution"]["Status"])
