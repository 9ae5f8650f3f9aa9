# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How new volumes are encrypted."""

from __future__ import annotations

import pytest

OWN = "alias/aws/ebs"


@pytest.fixture
def ec2(client):
    return client("ec2")


def shown(ec2):
    return ec2.get_ebs_default_kms_key_id()["KmsKeyId"]


def test_awss_own_key_is_shown_by_its_alias(client, ec2):
    key = client("kms").create_key()["KeyMetadata"]
    assert shown(ec2) == OWN
    assert ec2.modify_ebs_default_kms_key_id(KmsKeyId=key["KeyId"])["KmsKeyId"] == key["Arn"]
    assert shown(ec2) == key["Arn"]
    assert ec2.reset_ebs_default_kms_key_id()["KmsKeyId"] == OWN
    assert shown(ec2) == OWN


def test_so_it_is_when_it_was_used(ec2):
    ec2.create_volume(AvailabilityZone="eu-west-1a", Size=1, Encrypted=True)
    assert shown(ec2) == OWN


def test_each_region_has_its_own(client, ec2):
    key = client("kms").create_key()["KeyMetadata"]["Arn"]
    ec2.modify_ebs_default_kms_key_id(KmsKeyId=key)
    ec2.enable_ebs_encryption_by_default()
    other = client("ec2", "us-east-1")
    assert (shown(other), other.get_ebs_encryption_by_default()["EbsEncryptionByDefault"]) == (OWN, False)
