# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identities of SES.

moto lacks what changes an identity and verifies one as it is made, takes one of the same name again, tags it by an ARN
that AWS does not have, and keeps no tag that comes later.  AWS makes DKIM keys of 2048 bits unless told otherwise and
verifies a domain when their records are public (`_ses_verification.py`); keys of another length have other records,
and leave the domain verified (that the length may change once a day is not enforced).  An address is verified by who
reads its mail, so here by a test, and signed for by its domain.
"""

from __future__ import annotations

import typing as t

from moto.core.resource_tagging import TaggedResource
from moto.core.responses import ActionResult, EmptyResult
from moto.ses.models import EmailIdentity
from moto.sesv2.models import SESV2Backend
from moto.sesv2.responses import SESV2Response
from moto.sesv2.urls import url_paths

from ._mend import AwsError, adds, mends
from ._ses_account import arn_of, identity_named, set_named, verification_of

Shown = dict[str, t.Any]

PARTS = r"{0}/v2/email/(?P<kind>[^/]+)/(?P<part>.+)$"
"""Where the operations that moto lacks are, below an identity, a configuration set or the account."""
url_paths.setdefault(PARTS, SESV2Response.dispatch)
url_paths.setdefault(r"{0}/v2/email/account$", SESV2Response.dispatch)


@mends(SESV2Response, "__init__")
def parse_as_modelled(former: t.Any, self: SESV2Response) -> None:
    former(self)
    self.automated_parameter_parsing = True


@mends(SESV2Response)
def create_email_identity(former: t.Any, self: SESV2Response) -> ActionResult:
    backend, name = self.sesv2_backend.core_backend, self._get_param("EmailIdentity")
    configuration_set = self._get_param("ConfigurationSetName")
    if name in backend.email_identities:
        raise AwsError("AlreadyExistsException", f"Email identity {name} already exist.")
    if configuration_set:
        set_named(backend, configuration_set)
    identity = EmailIdentity(name, None, None, configuration_set)
    backend.email_identities[name] = identity
    backend.tagger.tag_resource(arn_of(backend, "identity", name), self._get_param("Tags") or [])
    verification = verification_of(backend, identity)
    verification.length = self._get_param("DkimSigningAttributes.NextSigningKeyLength") or verification.length
    identity.feedback_forwarding_status, identity.dkim_enabled = True, True  # type: ignore[attr-defined]
    dkim = {**_dkim(self, identity), "Status": "NOT_STARTED"}
    kind = identity.identity_type
    return ActionResult({"IdentityType": kind, "VerifiedForSendingStatus": False, "DkimAttributes": dkim})


@mends(SESV2Response)
def get_email_identity(former: t.Any, self: SESV2Response) -> ActionResult:
    identity = _named(self)
    backend = self.sesv2_backend.core_backend
    verification = verification_of(backend, identity)
    verification.look()
    found: Shown = {
        "IdentityType": identity.identity_type,
        "FeedbackForwardingStatus": identity.feedback_forwarding_status,
        "VerifiedForSendingStatus": verification.status == "SUCCESS",
        "VerificationStatus": verification.status,
        "DkimAttributes": _dkim(self, identity),
        "MailFromAttributes": _mail_from(self, identity),
        "Policies": identity.policies,
        "Tags": backend.tagger.list_tags_for_resource(arn_of(backend, "identity", identity.email_identity))["Tags"],
        "ConfigurationSetName": identity.configuration_set_name,
    }
    return ActionResult({name: value for name, value in found.items() if value is not None})


@mends(SESV2Response)
def list_email_identities(former: t.Any, self: SESV2Response) -> ActionResult:
    page_size, token = self._get_param("PageSize"), self._get_param("NextToken")
    found, following = self.sesv2_backend.list_email_identities(next_token=token, page_size=page_size)
    return ActionResult({"EmailIdentities": [_listed(self, each) for each in found], "NextToken": following})


@mends(SESV2Response)
def delete_email_identity(former: t.Any, self: SESV2Response) -> ActionResult:
    backend, name = self.sesv2_backend.core_backend, _named(self).email_identity
    del backend.email_identities[name]
    backend.tagger.delete_all_tags_for_resource(arn_of(backend, "identity", name))
    return EmptyResult()


@adds(SESV2Response)
def put_email_identity_mail_from_attributes(self: SESV2Response) -> ActionResult:
    """Each call starts the search for the MX record again."""
    identity, domain = _named(self), self._get_param("MailFromDomain")
    if domain and not domain.endswith(f".{identity.email_identity.rpartition('@')[2]}"):
        text = f"Provided MAIL-FROM domain <{domain}> is not subdomain of the domain of the identity"
        raise AwsError("BadRequestException", f"{text} <{identity.email_identity}>.")
    behavior = self._get_param("BehaviorOnMxFailure") or "USE_DEFAULT_VALUE"
    identity.mail_from = {"domain": domain, "behavior": behavior}  # type: ignore[attr-defined]
    verification_of(self.sesv2_backend.core_backend, identity).mail_from.restart()
    return EmptyResult()


@adds(SESV2Response)
def put_email_identity_dkim_attributes(self: SESV2Response) -> ActionResult:
    _named(self).dkim_enabled = bool(self._get_param("SigningEnabled"))  # type: ignore[attr-defined]
    return EmptyResult()


@adds(SESV2Response)
def put_email_identity_dkim_signing_attributes(self: SESV2Response) -> ActionResult:
    """Each call starts the search for the DKIM records again."""
    identity = _named(self)
    if self._get_param("SigningAttributesOrigin") != "AWS_SES":
        raise NotImplementedError("PutEmailIdentityDkimSigningAttributes: keys of one's own")
    if identity.identity_type != "DOMAIN":
        raise AwsError("BadRequestException", "DKIM signing attributes are for domains.")
    verification = verification_of(self.sesv2_backend.core_backend, identity)
    verification.sign_again(self._get_param("SigningAttributes.NextSigningKeyLength"))
    if verification.status != "SUCCESS":
        verification.status = "PENDING"
    dkim = _dkim(self, identity)
    return ActionResult({"DkimStatus": dkim["Status"], "DkimTokens": dkim["Tokens"]})


@adds(SESV2Response)
def put_email_identity_configuration_set_attributes(self: SESV2Response) -> ActionResult:
    identity, name = _named(self), self._get_param("ConfigurationSetName")
    if name:
        set_named(self.sesv2_backend.core_backend, name)
    identity.configuration_set_name = name
    return EmptyResult()


@adds(SESV2Response)
def put_email_identity_feedback_attributes(self: SESV2Response) -> ActionResult:
    _named(self).feedback_forwarding_status = bool(self._get_param("EmailForwardingEnabled"))
    return EmptyResult()


@mends(SESV2Backend)
def iter_tagged_resources(former: t.Any, self: SESV2Backend) -> t.Iterator[TaggedResource]:
    """An identity's ARN has `identity` in it, for the tagging API too."""
    for each in former(self):
        arn = each.arn.replace(":email-identity/", ":identity/")
        tags = self.core_backend.tagger.get_tag_dict_for_resource(arn)
        yield TaggedResource(arn, tags, each.resource_type.replace("email-identity", "identity"))


@mends(SESV2Response)
def tag_resource(former: t.Any, self: SESV2Response) -> t.Any:
    _tagged(self)
    self.sesv2_backend.core_backend.tagger.tag_resource(self._get_param("ResourceArn"), self._get_param("Tags"))
    return EmptyResult()


@mends(SESV2Response)
def untag_resource(former: t.Any, self: SESV2Response) -> t.Any:
    _tagged(self)
    self.sesv2_backend.untag_resource(self._get_param("ResourceArn"), self._get_param("TagKeys"))
    return EmptyResult()


@mends(SESV2Response)
def list_tags_for_resource(former: t.Any, self: SESV2Response) -> t.Any:
    _tagged(self)
    return former(self)


def _tagged(response: SESV2Response) -> None:
    """Refuse the ARN of what is not there."""
    arn = response._get_param("ResourceArn")
    if arn not in {each.arn for each in response.sesv2_backend.iter_tagged_resources()}:
        raise AwsError("NotFoundException", f"Resource {arn} does not exist.")


def _named(response: SESV2Response) -> EmailIdentity:
    return identity_named(response.sesv2_backend.core_backend, response._get_param("EmailIdentity"))


def _dkim(response: SESV2Response, identity: EmailIdentity) -> Shown:
    """The keys that mail is signed with: those of the domain, for an address too."""
    backend = response.sesv2_backend.core_backend
    domain = backend.email_identities.get(identity.email_identity.rpartition("@")[2])
    if domain is None:
        return {"SigningEnabled": False, "Status": "NOT_STARTED", "SigningAttributesOrigin": "AWS_SES"}
    return verification_of(backend, domain).dkim_attributes(enabled=getattr(domain, "dkim_enabled", True))


def _mail_from(response: SESV2Response, identity: EmailIdentity) -> Shown:
    kept = getattr(identity, "mail_from", {"domain": None, "behavior": "USE_DEFAULT_VALUE"})
    found = {"BehaviorOnMxFailure": kept["behavior"]}
    if kept["domain"] is None:
        return found
    verification = verification_of(response.sesv2_backend.core_backend, identity)
    state = verification.look_for_sender(kept["domain"], response.region)
    return found | {"MailFromDomain": kept["domain"], "MailFromDomainStatus": state}


def _listed(response: SESV2Response, identity: EmailIdentity) -> Shown:
    verification = verification_of(response.sesv2_backend.core_backend, identity)
    verification.look()
    return {
        "IdentityType": identity.identity_type,
        "IdentityName": identity.email_identity,
        "SendingEnabled": verification.status == "SUCCESS",
        "VerificationStatus": verification.status,
    }
