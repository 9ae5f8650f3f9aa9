# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether new EBS volumes are encrypted: moto lacks GetEbsDefaultKmsKeyId and ResetEbsDefaultKmsKeyId.

AWS shows its own key as `alias/aws/ebs` until ModifyEbsDefaultKmsKeyId names another one, which is shown by its ARN.
moto notes both in one place, also its own key once a volume has been encrypted with it.
"""

from __future__ import annotations

import typing as t

from moto.core.responses import ActionResult
from moto.ec2.models import EC2Backend
from moto.ec2.responses import EC2Response

from ._mend import adds, mends

OWN = "alias/aws/ebs"


@mends(EC2Backend)
def modify_ebs_default_kms_key_id(former: t.Any, self: EC2Backend, kms_key_id: str) -> str:
    arn: str = former(self, kms_key_id)
    self.__dict__["named_ebs_key"] = arn
    return arn


@adds(EC2Response)
def get_ebs_default_kms_key_id(self: EC2Response) -> ActionResult:
    return ActionResult({"KmsKeyId": self.ec2_backend.__dict__.get("named_ebs_key", OWN)})


@adds(EC2Response)
def reset_ebs_default_kms_key_id(self: EC2Response) -> ActionResult:
    self.ec2_backend.__dict__.pop("named_ebs_key", None)
    self.ec2_backend.default_kms_key_id = ""
    return ActionResult({"KmsKeyId": OWN})
