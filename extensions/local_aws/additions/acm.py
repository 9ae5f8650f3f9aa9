# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates that are issued when their DNS records are there.

moto issues a certificate after a time, whatever DNS says, with one and the same record for every name; it forgets the
validation method, the order of names and who uses a certificate, and deletes one that is in use.

AWS gives each name of an account its own CNAME (a name and its wildcard share it), omits it from the first answers
after the request (here: from the first DescribeCertificate), issues once every name's record resolves (here: is in a
public zone of the embedded Route 53, looked at on each read), and refuses to delete what is in use, and to put more
names on a certificate than its quota allows.  Since June 2026 it logs every public certificate: a preference not to is
taken and has no effect.
"""

from __future__ import annotations

import hashlib
import typing as t

from moto.acm.models import AWSCertificateManagerBackend, CertBundle
from moto.acm.responses import AWSCertificateManagerResponse
from moto.cloudfront.models import cloudfront_backends
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.elbv2.models import elbv2_backends
from moto.route53.models import route53_backends

from ._mend import AwsError, adds, mends
from .service_quotas import limit

NAMES_OF_A_CERTIFICATE = "L-FB94F0B0"
LOGGED = {"CertificateTransparencyLoggingPreference": "ENABLED"}
DEAD = ("FAILED", "VALIDATION_TIMED_OUT")
"""Where a certificate ends that was not proved, 72 hours after it was asked for; a test says so (certificates.py)."""
ONLY_WHEN_ISSUED = ("IssuedAt", "Issuer", "NotAfter", "NotBefore", "Serial", "SignatureAlgorithm")


@mends(AWSCertificateManagerBackend)
def request_certificate(
    former: t.Any,
    self: AWSCertificateManagerBackend,
    domain_name: str,
    idempotency_token: str | None,
    subject_alt_names: list[str] | None,
    *rest: t.Any,
    **settings: t.Any,
) -> str:
    """The same token asks for the same certificate only together with the same names."""
    names = list(dict.fromkeys([domain_name, *(subject_alt_names or [])]))
    if len(names) > (most := limit(NAMES_OF_A_CERTIFICATE, self.account_id, self.region_name)):
        raise AwsError("LimitExceededException", f"Cannot request more than {most} domain names per certificate.")
    token = f"{idempotency_token} {' '.join(sorted(names))}" if idempotency_token else None
    if token and self._idempotency_tokens.get(token, {}).get("arn") not in (None, *self._certificates):
        del self._idempotency_tokens[token]
    arn: str = former(self, domain_name, token, names[1:], *rest, **settings)
    self._certificates[arn].sans = names
    return arn


@mends(AWSCertificateManagerResponse, "request_certificate")
def remember_request(former: t.Any, self: AWSCertificateManagerResponse) -> ActionResult:
    result: ActionResult = former(self)
    bundle = self.acm_backend._certificates[t.cast("dict[str, str]", result.result)["CertificateArn"]]
    bundle.validation_method = self._get_param("ValidationMethod", "EMAIL")  # type: ignore[attr-defined]
    bundle.key_algorithm = self._get_param("KeyAlgorithm", "RSA_2048")  # type: ignore[attr-defined]
    bundle.cert_options.update(LOGGED)
    return result


@adds(AWSCertificateManagerResponse)
def update_certificate_options(self: AWSCertificateManagerResponse) -> ActionResult:
    """AWS documents that `Export` stays as it was made, but not the code of the refusal."""
    bundle, wanted = self.acm_backend.get_certificate(self._get_param("CertificateArn")), self._get_param("Options")
    if wanted.get("ValidationMethod", _method(bundle)) != _method(bundle):
        raise NotImplementedError("UpdateCertificateOptions: migration to another validation method")
    if wanted.get("Export", bundle.cert_options["Export"]) != bundle.cert_options["Export"]:
        raise AwsError("ValidationException", "You cannot update the value of Export after the certificate is created.")
    return EmptyResult()


@mends(CertBundle)
def check(former: t.Any, self: CertBundle) -> None:
    pending = self.type == "AMAZON_ISSUED" and self.status == "PENDING_VALIDATION"
    said = getattr(self, "told", None)
    if not pending and self.status not in DEAD:
        former(self)
    elif pending and said:
        _become(self, said.look() or self.status)
    elif pending and _method(self) == "DNS" and all(_published(validation_record(self, name)) for name in self.sans):
        _become(self, "ISSUED")


def _become(bundle: CertBundle, status: str) -> None:
    bundle.status = status
    if status == "ISSUED":
        bundle.issued_at = utcnow()  # type: ignore[attr-defined]


@mends(CertBundle)
def describe(former: t.Any, self: CertBundle) -> dict[str, t.Any]:
    found: dict[str, t.Any] = former(self)
    certificate = found["Certificate"]
    certificate["InUseBy"] = users(self.arn)
    if self.type != "AMAZON_ISSUED":
        return found
    certificate["KeyAlgorithm"] = getattr(self, "key_algorithm", certificate["KeyAlgorithm"])
    certificate["RenewalEligibility"] = "ELIGIBLE" if certificate["InUseBy"] else "INELIGIBLE"
    certificate["DomainValidationOptions"] = [_validation(self, name) for name in self.sans]
    if self.status == "ISSUED":
        certificate["IssuedAt"] = self.issued_at  # type: ignore[attr-defined]
    else:
        for key in ONLY_WHEN_ISSUED:
            certificate.pop(key, None)
    return found


@mends(AWSCertificateManagerBackend)
def describe_certificate(former: t.Any, self: AWSCertificateManagerBackend, arn: str) -> CertBundle:
    bundle: CertBundle = former(self, arn)
    bundle.reads = getattr(bundle, "reads", 0) + 1  # type: ignore[attr-defined]
    return bundle


@mends(AWSCertificateManagerBackend)
def delete_certificate(former: t.Any, self: AWSCertificateManagerBackend, arn: str) -> None:
    if arn in self._certificates and users(arn):
        raise AwsError("ResourceInUseException", f"Certificate {arn} in account {self.account_id} is in use.")
    former(self, arn)


@mends(AWSCertificateManagerResponse)
def list_certificates(former: t.Any, self: AWSCertificateManagerResponse) -> ActionResult:
    """AWS lists RSA certificates of up to 2048 bits unless asked for others, and names in a summary of its own."""
    result: ActionResult = former(self)
    wanted = (self._get_param("Includes") or {}).get("keyTypes") or ["RSA_1024", "RSA_2048"]
    every = t.cast("dict[str, list[dict[str, t.Any]]]", result.result)["CertificateSummaryList"]
    for summary in every:
        summary["SubjectAlternativeNameSummaries"] = summary["SubjectAlternativeNames"]
        summary["HasAdditionalSubjectAlternativeNames"] = False
    return ActionResult({"CertificateSummaryList": [each for each in every if each["KeyAlgorithm"] in wanted]})


def validation_record(bundle: CertBundle, name: str) -> dict[str, str]:
    """The CNAME that proves a name: the same for each certificate that an account asks for."""
    account, plain = bundle.arn.split(":")[4], name.removeprefix("*.")
    proof, value = (hashlib.sha256(f"{part} {account} {plain}".encode()).hexdigest()[:32] for part in ("name", "value"))
    return {"Name": f"_{proof}.{plain}.", "Type": "CNAME", "Value": f"_{value}.jkddzztszm.acm-validations.aws."}


def users(arn: str) -> list[str]:
    """ARNs of the load balancers and distributions that use a certificate."""
    account, region = arn.split(":")[4], arn.split(":")[3]
    balancers = elbv2_backends[account][region].load_balancers.values()
    found = [
        each.arn for each in balancers if any(arn in listener.certificates for listener in each.listeners.values())
    ]
    for distribution in cloudfront_backends[account]["aws"].distributions.values():
        viewer = distribution.distribution_config.ViewerCertificate
        if viewer and arn in (getattr(viewer, "acm_certificate_arn", None), getattr(viewer, "certificate", None)):
            found.append(distribution.arn)
    return sorted(found)


def _validation(bundle: CertBundle, name: str) -> dict[str, t.Any]:
    record = validation_record(bundle, name)
    proven = bundle.status == "ISSUED" or (_method(bundle) == "DNS" and _published(record))
    found = {"DomainName": name, "ValidationDomain": name, "ValidationMethod": _method(bundle)}
    found["ValidationStatus"] = "SUCCESS" if proven else bundle.status
    if _method(bundle) == "EMAIL":
        return found | {"ValidationEmails": [f"admin@{name.removeprefix('*.')}"]}
    return found | ({"ResourceRecord": record} if getattr(bundle, "reads", 0) > 1 else {})


def _published(record: dict[str, str]) -> bool:
    """Whether a record is in a public zone of any account: DNS knows no accounts."""
    name = record["Name"].rstrip(".")
    for account in route53_backends.values():
        for zone in account["aws"].zones.values():
            if zone.private_zone or not f".{name}".endswith(f".{zone.name.rstrip('.')}"):
                continue
            for found in zone.rrsets:
                if found.type == "CNAME" and found.name.rstrip(".") == name:
                    return record["Value"].rstrip(".") in {value.rstrip(".") for value in found.records}
    return False


def _method(bundle: CertBundle) -> str:
    return getattr(bundle, "validation_method", "DNS")
