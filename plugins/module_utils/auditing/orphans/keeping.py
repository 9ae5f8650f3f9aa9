# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of what is kept, who may do what, under which names, and what is watched."""

from __future__ import annotations

from ...kinds.acm.service import KEY_TYPES, acm
from ...kinds.cloudwatch.api import cloudwatch
from ...kinds.iam.service import iam
from ...kinds.kms import key_arn, kms
from ...kinds.route53.service import route53
from ...kinds.s3 import s3
from ...kinds.secretsmanager import secretsmanager
from ...kinds.sesv2.service import sesv2
from ...kinds.sns import sns
from ...offboarding.sorts.watching import KINDS_OF_ALARMS
from .listing import TEXT, Listing

SES = "arn:{partition}:ses:{region}:{account}:"


def _alarms(entries: str, module: str) -> Listing:
    return Listing("alarm", lambda place: cloudwatch.describe_alarms(
        AlarmNamePrefix=place.prefix, AlarmTypes=KINDS_OF_ALARMS), entries, "AlarmName", "{AlarmArn}", module)


KEPT = (
    Listing("s3 bucket", lambda place: s3.list_buckets(), "Buckets", "Name", "arn:{partition}:s3:::{name}",
            "s3_buckets", "CreationDate"),
    Listing("KMS key", lambda place: kms.list_aliases(), "Aliases",
            lambda entry: str(entry["AliasName"]).removeprefix("alias/"), lambda entry: key_arn(dict(entry)),
            "kms_keys", "CreationDate",
            of=lambda entry: "TargetKeyId" in entry and not entry["AliasName"].startswith("alias/aws/")),
    Listing("secret", lambda place: secretsmanager.list_secrets(), "SecretList", "Name", "{ARN}",
            "secretsmanager_secrets", "CreatedDate", of=lambda entry: "OwningService" not in entry),
)

ALLOWED = (
    Listing("IAM role", lambda place: iam.list_roles(), "Roles", "RoleName", "{Arn}", "iam_roles", "CreateDate"),
    Listing("IAM policy", lambda place: iam.list_policies(Scope="Local"), "Policies", "PolicyName", "{Arn}",
            "iam_policies", "CreateDate"),
)

NAMED = (
    Listing("certificate", lambda place: acm.list_certificates(Includes={"keyTypes": KEY_TYPES}),
            "CertificateSummaryList", "DomainName", "{CertificateArn}", "acm_certificates", "CreatedAt", by_host=True,
            # one that several share is called by no role alone
            of=lambda entry: ".certificates." not in str(entry["DomainName"])),
    Listing("hosted zone", lambda place: route53.list_hosted_zones(), "HostedZones",
            lambda entry: str(entry["Name"]).rstrip("."), "arn:{partition}:route53:::hostedzone/{id}",
            "route53_hosted_zones", by_host=True),
    Listing("mail identity", lambda place: sesv2.list_email_identities(PageSize=1000), "EmailIdentities",
            "IdentityName", SES + "identity/{name}", "sesv2_identities", by_host=True, by_page=True),
    Listing("configuration set", lambda place: sesv2.list_configuration_sets(), "ConfigurationSets", TEXT,
            SES + "configuration-set/{name}", "sesv2_configuration_sets", by_page=True),
)

WATCHED = (
    Listing("topic", lambda place: sns.list_topics(), "Topics", lambda entry: str(entry["TopicArn"]).rpartition(":")[2],
            "{TopicArn}", "sns_topics"),
    _alarms("MetricAlarms", "cloudwatch_alarms"), _alarms("CompositeAlarms", "cloudwatch_composite_alarms"),
    Listing("dashboard", lambda place: cloudwatch.list_dashboards(DashboardNamePrefix=place.prefix), "DashboardEntries",
            "DashboardName", "{DashboardArn}", "cloudwatch_dashboards"),
)

EVERY = (*KEPT, *ALLOWED, *NAMED, *WATCHED)
