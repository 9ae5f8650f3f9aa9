#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: s3_buckets
short_description: Manage S3 buckets
version_added: 0.1.0
description:
  - A bucket with all that keeps its objects private, encrypted and tidy.
  - One task brings a whole set to what is described, several at a time.
  - An option that is left out is left alone.
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.aws
  - venturemond.envelope.attributes
options:
  s3_buckets:
    description:
      - The S3 buckets.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the bucket. No two accounts of the world can have the same.
        type: str
        required: true
      public_access_block:
        description:
          - Whether all four blocks against public access are on.
        type: bool
      object_ownership:
        description:
          - Who owns the objects; V(BucketOwnerEnforced) switches ACLs off.
        type: str
        choices:
          - BucketOwnerEnforced
          - BucketOwnerPreferred
          - ObjectWriter
      encryption:
        description:
          - Encryption of objects that say nothing of it themselves.
        type: dict
        suboptions:
          algorithm:
            description:
              - Encryption with a key of S3's own, or with one of KMS.
            type: str
            required: true
            choices:
              - AES256
              - aws:kms
              - aws:kms:dsse
          kms_key:
            description:
              - KMS key, by alias, id or ARN. AWS's own V(alias/aws/s3) where it is left out at creation.
            type: str
          bucket_key_enabled:
            description:
              - Whether S3 asks KMS once for many objects, which is cheaper.
            type: bool
      versioning:
        description:
          - Whether former versions of objects are kept; V(false) suspends it.
        type: bool
      tls_only:
        description:
          - Whether requests without TLS are denied, by a statement of the bucket policy. Others of its
            statements are left alone, unless O(s3_buckets[].policy) is given.
        type: bool
      policy:
        description:
          - 'Bucket policy, as a JSON document: exactly these statements, besides that of O(s3_buckets[].tls_only).
            V({}) removes it.'
        type: dict
      lifecycle_rules:
        description:
          - 'What becomes of objects in time: exactly these rules.'
        type: list
        elements: dict
        suboptions:
          id:
            description:
              - Name of the rule.
            type: str
            required: true
          status:
            description:
              - Whether the rule is followed. V(Enabled) where it is left out.
            type: str
            choices:
              - Enabled
              - Disabled
          prefix:
            description:
              - How the keys of the objects start. All objects where it is left out.
            type: str
          tags:
            description:
              - Tags that the objects have.
            type: dict
          expiration_days:
            description:
              - 'Days after which objects are deleted (with versioning: superseded by a delete marker).'
            type: int
          expired_object_delete_marker:
            description:
              - Whether delete markers go that hide no version any more.
            type: bool
          noncurrent_version_expiration_days:
            description:
              - Days after which former versions are deleted.
            type: int
          newer_noncurrent_versions:
            description:
              - Former versions that are kept however old.
            type: int
          abort_incomplete_multipart_upload_days:
            description:
              - Days after which uploads are given up that did not come to their end.
            type: int
          transitions:
            description:
              - Moves to cheaper storage classes.
            type: list
            elements: dict
            suboptions:
              days:
                description:
                  - Days after the creation of the object.
                type: int
                required: true
              storage_class:
                description:
                  - Storage class, such as V(STANDARD_IA) or V(GLACIER).
                type: str
                required: true
          noncurrent_version_transitions:
            description:
              - The same for former versions.
            type: list
            elements: dict
            suboptions:
              days:
                description:
                  - Days after the version was superseded.
                type: int
                required: true
              storage_class:
                description:
                  - Storage class, such as V(STANDARD_IA) or V(GLACIER).
                type: str
                required: true
      cors_rules:
        description:
          - 'Which web pages may use the bucket from a browser: exactly these rules, the first that fits
            counts.'
        type: list
        elements: dict
        suboptions:
          allowed_origins:
            description:
              - Origins of the pages, such as V(https://acme.example.com).
            type: list
            elements: str
            required: true
          allowed_methods:
            description:
              - What the pages may do.
            type: list
            elements: str
            required: true
            choices:
              - GET
              - PUT
              - POST
              - DELETE
              - HEAD
          allowed_headers:
            description:
              - Headers that the pages may send.
            type: list
            elements: str
          expose_headers:
            description:
              - Headers that the pages may read.
            type: list
            elements: str
          max_age_seconds:
            description:
              - Seconds that browsers may keep the answer.
            type: int
      logging:
        description:
          - Where S3 writes the log of accesses.
        type: dict
        suboptions:
          bucket:
            description:
              - Bucket that takes the log; V('') switches it off.
            type: str
            required: true
          prefix:
            description:
              - How the keys of the log's objects start.
            type: str
      notifications:
        description:
          - Who is told of what happens in the bucket.
        type: dict
        suboptions:
          functions:
            description:
              - 'Functions that are invoked: exactly these.'
            type: list
            elements: dict
            suboptions:
              events:
                description:
                  - What it is told of, such as V(s3:ObjectCreated:*).
                type: list
                elements: str
                required: true
                choices:
                  - s3:ObjectCreated:*
                  - s3:ObjectCreated:Put
                  - s3:ObjectCreated:Post
                  - s3:ObjectCreated:Copy
                  - s3:ObjectCreated:CompleteMultipartUpload
                  - s3:ObjectRemoved:*
                  - s3:ObjectRemoved:Delete
                  - s3:ObjectRemoved:DeleteMarkerCreated
                  - s3:ObjectRestore:*
                  - s3:ObjectTagging:*
                  - s3:ObjectTagging:Put
                  - s3:ObjectTagging:Delete
                  - s3:ObjectAcl:Put
                  - s3:LifecycleExpiration:*
                  - s3:LifecycleTransition
              prefix:
                description:
                  - How keys of objects start that it is told of.
                type: str
              suffix:
                description:
                  - How they end.
                type: str
              function:
                description:
                  - Function, by name or ARN.
                type: str
                required: true
          topics:
            description:
              - 'Topics that are published to: exactly these.'
            type: list
            elements: dict
            suboptions:
              events:
                description:
                  - What it is told of, such as V(s3:ObjectCreated:*).
                type: list
                elements: str
                required: true
                choices:
                  - s3:ObjectCreated:*
                  - s3:ObjectCreated:Put
                  - s3:ObjectCreated:Post
                  - s3:ObjectCreated:Copy
                  - s3:ObjectCreated:CompleteMultipartUpload
                  - s3:ObjectRemoved:*
                  - s3:ObjectRemoved:Delete
                  - s3:ObjectRemoved:DeleteMarkerCreated
                  - s3:ObjectRestore:*
                  - s3:ObjectTagging:*
                  - s3:ObjectTagging:Put
                  - s3:ObjectTagging:Delete
                  - s3:ObjectAcl:Put
                  - s3:LifecycleExpiration:*
                  - s3:LifecycleTransition
              prefix:
                description:
                  - How keys of objects start that it is told of.
                type: str
              suffix:
                description:
                  - How they end.
                type: str
              topic:
                description:
                  - Topic, by name or ARN.
                type: str
                required: true
          queues:
            description:
              - 'Queues that are sent to: exactly these.'
            type: list
            elements: dict
            suboptions:
              events:
                description:
                  - What it is told of, such as V(s3:ObjectCreated:*).
                type: list
                elements: str
                required: true
                choices:
                  - s3:ObjectCreated:*
                  - s3:ObjectCreated:Put
                  - s3:ObjectCreated:Post
                  - s3:ObjectCreated:Copy
                  - s3:ObjectCreated:CompleteMultipartUpload
                  - s3:ObjectRemoved:*
                  - s3:ObjectRemoved:Delete
                  - s3:ObjectRemoved:DeleteMarkerCreated
                  - s3:ObjectRestore:*
                  - s3:ObjectTagging:*
                  - s3:ObjectTagging:Put
                  - s3:ObjectTagging:Delete
                  - s3:ObjectAcl:Put
                  - s3:LifecycleExpiration:*
                  - s3:LifecycleTransition
              prefix:
                description:
                  - How keys of objects start that it is told of.
                type: str
              suffix:
                description:
                  - How they end.
                type: str
              queue:
                description:
                  - Queue, by name or ARN.
                type: str
                required: true
          event_bridge:
            description:
              - Whether EventBridge is told of everything. GuardDuty switches this on where it scans a
                bucket.
            type: bool
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
      force:
        description:
          - Delete the bucket together with all its objects and their versions.
        type: bool
        default: false
      made_elsewhere:
        description:
          - 'Whether somebody else makes the bucket, such as the application: where it is not there yet,
            nothing is done.'
        type: bool
        default: false
"""

EXAMPLES = r"""
---
- name: Create or update S3 buckets
  venturemond.envelope.s3_buckets:
    s3_buckets:
      - name: envelope-prod-acme
        versioning: true
        public_access_block: true
        encryption:
          algorithm: aws:kms
          kms_key: alias/envelope-prod-acme
          bucket_key_enabled: true
        object_ownership: BucketOwnerEnforced
        tls_only: true
        policy:
          Version: '2012-10-17'
          Statement:
            - Sid: Read
              Effect: Allow
              Principal:
                AWS: '111122223333'
              Action: s3:GetObject
              Resource: arn:aws:s3:::envelope-prod-acme/*
        lifecycle_rules:
          - id: tidy
            noncurrent_version_expiration_days: 90
            abort_incomplete_multipart_upload_days: 7
        cors_rules:
          - allowed_origins:
              - https://acme.example.com
            allowed_methods:
              - PUT
              - GET
            allowed_headers:
              - '*'
            max_age_seconds: 3600
        logging:
          bucket: envelope-prod-logs
          prefix: s3/acme/
        notifications:
          functions:
            - function: envelope-prod-tag-clean
              events:
                - s3:ObjectCreated:*
        tags:
          tenant: acme
- name: Delete S3 buckets
  venturemond.envelope.s3_buckets:
    state: absent
    s3_buckets:
      - name: envelope-prod-acme
"""

RETURN = r"""
---
s3_buckets:
  description:
    - The S3 buckets as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the bucket. No two accounts of the world can have the same.
      returned: when it is set
      type: str
    public_access_block:
      description:
        - Whether all four blocks against public access are on.
      returned: when it is set
      type: bool
    object_ownership:
      description:
        - Who owns the objects; V(BucketOwnerEnforced) switches ACLs off.
      returned: when it is set
      type: str
    encryption:
      description:
        - Encryption of objects that say nothing of it themselves.
      returned: when it is set
      type: dict
      contains:
        algorithm:
          description:
            - Encryption with a key of S3's own, or with one of KMS.
          returned: when it is set
          type: str
        kms_key:
          description:
            - KMS key, by alias, id or ARN. AWS's own V(alias/aws/s3) where it is left out at creation.
          returned: when it is set
          type: str
        bucket_key_enabled:
          description:
            - Whether S3 asks KMS once for many objects, which is cheaper.
          returned: when it is set
          type: bool
    versioning:
      description:
        - Whether former versions of objects are kept; V(false) suspends it.
      returned: when it is set
      type: bool
    tls_only:
      description:
        - Whether requests without TLS are denied, by a statement of the bucket policy. Others of its
          statements are left alone, unless O(s3_buckets[].policy) is given.
      returned: when it is set
      type: bool
    policy:
      description:
        - 'Bucket policy, as a JSON document: exactly these statements, besides that of O(s3_buckets[].tls_only).
          V({}) removes it.'
      returned: when it is set
      type: dict
    lifecycle_rules:
      description:
        - 'What becomes of objects in time: exactly these rules.'
      returned: when it is set
      type: list
      elements: dict
      contains:
        id:
          description:
            - Name of the rule.
          returned: when it is set
          type: str
        status:
          description:
            - Whether the rule is followed. V(Enabled) where it is left out.
          returned: when it is set
          type: str
        prefix:
          description:
            - How the keys of the objects start. All objects where it is left out.
          returned: when it is set
          type: str
        tags:
          description:
            - Tags that the objects have.
          returned: when it is set
          type: dict
        expiration_days:
          description:
            - 'Days after which objects are deleted (with versioning: superseded by a delete marker).'
          returned: when it is set
          type: int
        expired_object_delete_marker:
          description:
            - Whether delete markers go that hide no version any more.
          returned: when it is set
          type: bool
        noncurrent_version_expiration_days:
          description:
            - Days after which former versions are deleted.
          returned: when it is set
          type: int
        newer_noncurrent_versions:
          description:
            - Former versions that are kept however old.
          returned: when it is set
          type: int
        abort_incomplete_multipart_upload_days:
          description:
            - Days after which uploads are given up that did not come to their end.
          returned: when it is set
          type: int
        transitions:
          description:
            - Moves to cheaper storage classes.
          returned: when it is set
          type: list
          elements: dict
          contains:
            days:
              description:
                - Days after the creation of the object.
              returned: when it is set
              type: int
            storage_class:
              description:
                - Storage class, such as V(STANDARD_IA) or V(GLACIER).
              returned: when it is set
              type: str
        noncurrent_version_transitions:
          description:
            - The same for former versions.
          returned: when it is set
          type: list
          elements: dict
          contains:
            days:
              description:
                - Days after the version was superseded.
              returned: when it is set
              type: int
            storage_class:
              description:
                - Storage class, such as V(STANDARD_IA) or V(GLACIER).
              returned: when it is set
              type: str
        beyond:
          description:
            - Whether the rule says more than can be stated here, such as sizes and dates.
          returned: when AWS has decided it
          type: bool
    cors_rules:
      description:
        - 'Which web pages may use the bucket from a browser: exactly these rules, the first that fits
          counts.'
      returned: when it is set
      type: list
      elements: dict
      contains:
        allowed_origins:
          description:
            - Origins of the pages, such as V(https://acme.example.com).
          returned: when it is set
          type: list
          elements: str
        allowed_methods:
          description:
            - What the pages may do.
          returned: when it is set
          type: list
          elements: str
        allowed_headers:
          description:
            - Headers that the pages may send.
          returned: when it is set
          type: list
          elements: str
        expose_headers:
          description:
            - Headers that the pages may read.
          returned: when it is set
          type: list
          elements: str
        max_age_seconds:
          description:
            - Seconds that browsers may keep the answer.
          returned: when it is set
          type: int
    logging:
      description:
        - Where S3 writes the log of accesses.
      returned: when it is set
      type: dict
      contains:
        bucket:
          description:
            - Bucket that takes the log; V('') switches it off.
          returned: when it is set
          type: str
        prefix:
          description:
            - How the keys of the log's objects start.
          returned: when it is set
          type: str
    notifications:
      description:
        - Who is told of what happens in the bucket.
      returned: when it is set
      type: dict
      contains:
        functions:
          description:
            - 'Functions that are invoked: exactly these.'
          returned: when it is set
          type: list
          elements: dict
          contains:
            events:
              description:
                - What it is told of, such as V(s3:ObjectCreated:*).
              returned: when it is set
              type: list
              elements: str
            prefix:
              description:
                - How keys of objects start that it is told of.
              returned: when it is set
              type: str
            suffix:
              description:
                - How they end.
              returned: when it is set
              type: str
            function:
              description:
                - Function, by name or ARN.
              returned: when it is set
              type: str
        topics:
          description:
            - 'Topics that are published to: exactly these.'
          returned: when it is set
          type: list
          elements: dict
          contains:
            events:
              description:
                - What it is told of, such as V(s3:ObjectCreated:*).
              returned: when it is set
              type: list
              elements: str
            prefix:
              description:
                - How keys of objects start that it is told of.
              returned: when it is set
              type: str
            suffix:
              description:
                - How they end.
              returned: when it is set
              type: str
            topic:
              description:
                - Topic, by name or ARN.
              returned: when it is set
              type: str
        queues:
          description:
            - 'Queues that are sent to: exactly these.'
          returned: when it is set
          type: list
          elements: dict
          contains:
            events:
              description:
                - What it is told of, such as V(s3:ObjectCreated:*).
              returned: when it is set
              type: list
              elements: str
            prefix:
              description:
                - How keys of objects start that it is told of.
              returned: when it is set
              type: str
            suffix:
              description:
                - How they end.
              returned: when it is set
              type: str
            queue:
              description:
                - Queue, by name or ARN.
              returned: when it is set
              type: str
        event_bridge:
          description:
            - Whether EventBridge is told of everything. GuardDuty switches this on where it scans a bucket.
          returned: when it is set
          type: bool
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the bucket.
      returned: when AWS has decided it
      type: str
    region:
      description:
        - Region the bucket is in.
      returned: when AWS has decided it
      type: str
actions:
  description:
    - 'What was (or in check mode would be) done to each: C(create), C(update), C(replace), C(delete)
      or C(none).'
  returned: always
  type: dict
  sample:
    acme: create
    bravo: none
refused:
  description:
    - What a run would refuse, and why, under the name of each.
  returned: in check mode, when there is some
  type: dict
unseen:
  description:
    - What the credentials may not see of each, and why. It is taken to be as it is wanted.
  returned: in check mode, when there is some
  type: dict
failures:
  description:
    - What went wrong, under the name of what it befell.
  returned: when something failed
  type: dict
"""

from ..module_utils.binding import run_module
from ..module_utils.kinds.s3.buckets import S3Bucket


def main() -> None:
    run_module(S3Bucket)


if __name__ == "__main__":
    main()
