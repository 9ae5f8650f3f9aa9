# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificate Manager's answers."""

from __future__ import annotations

import typing as t

ARN = "arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"
REPLIES: dict[str, dict[str, t.Any]] = {
    "request_certificate": {"CertificateArn": ARN},
    "describe_certificate": {"Certificate": {"CertificateArn": ARN, "Status": "ISSUED", "DomainValidationOptions": [
        {"DomainName": "example.com", "ValidationMethod": "DNS", "ResourceRecord": {
            "Name": "_a1.example.com.", "Type": "CNAME", "Value": "_b2.acm-validations.aws."}},
    ]}},
}
HELD: dict[str, t.Any] = {
    "AcmCertificate.arn": ARN,
    "AcmCertificate.validation_records": [
        {"name": "_a1.example.com.", "type": "CNAME", "value": "_b2.acm-validations.aws."}],
}
