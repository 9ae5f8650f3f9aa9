#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: cloudfront_distributions
short_description: Manage CloudFront distributions
version_added: 0.1.0
description:
  - 'A distribution: a bucket''s files, shown to the world under names of one''s own.'
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
  cloudfront_distributions:
    description:
      - The CloudFront distributions.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the distribution, carried in its comment. A distribution with one of its O(cloudfront_distributions[].aliases)
            is the same one, if it bears no name of ours.
        type: str
        required: true
      enabled:
        description:
          - Whether it answers. V(true) where it is left out at creation.
        type: bool
      aliases:
        description:
          - 'Host names it answers to, besides its own: exactly these. No other distribution of the world
            can have them.'
        type: list
        elements: str
      certificate:
        description:
          - Certificate that covers its names, by domain name or ARN. It has to be in us-east-1, and issued.
        type: str
      minimum_protocol_version:
        description:
          - Oldest TLS that browsers may use. V(TLSv1.2_2021) where it is left out with the first certificate.
        type: str
        choices:
          - TLSv1.2_2018
          - TLSv1.2_2019
          - TLSv1.2_2021
          - TLSv1.2_2025
          - TLSv1.3_2025
      origins:
        description:
          - 'Where its files are: exactly these.'
        type: list
        elements: dict
        suboptions:
          id:
            description:
              - What the distribution calls it.
            type: str
            required: true
          domain_name:
            description:
              - 'Domain name of the bucket, with its region: V(<bucket>.s3.<region>.amazonaws.com).'
            type: str
            required: true
          path:
            description:
              - Folder that stands in front of every path, such as V(/live).
            type: str
          origin_access_control:
            description:
              - Origin access control with which CloudFront reads it, by name or id.
            type: str
      default_cache_behavior:
        description:
          - How requests are answered.
        type: dict
        suboptions:
          cache_policy:
            description:
              - 'What is cached, for how long, and by what it is told apart: a cache policy of AWS''s
                or of the account, by name or id, such as V(Managed-CachingOptimized).'
            type: str
            required: true
          target_origin:
            description:
              - Origin that is asked, by its V(id). The first one where it is left out at creation.
            type: str
          viewer_protocol_policy:
            description:
              - What becomes of requests without TLS. V(redirect-to-https) where it is left out at creation.
            type: str
            choices:
              - redirect-to-https
              - https-only
              - allow-all
          origin_request_policy:
            description:
              - 'What of a request is passed on to the origin: an origin request policy, by name or id.'
            type: str
          response_headers_policy:
            description:
              - 'Headers that are added to every answer: a response headers policy, by name or id, such
                as V(Managed-SecurityHeadersPolicy).'
            type: str
          compress:
            description:
              - Whether texts are compressed on the way. V(true) where it is left out at creation.
            type: bool
      custom_error_responses:
        description:
          - 'What is answered instead of errors of the origin: exactly these. The application of a single
            page answers V(403) and V(404) with its V(/index.html).'
        type: list
        elements: dict
        suboptions:
          error_code:
            description:
              - The origin's answer that is replaced, such as V(403).
            type: int
            required: true
          response_code:
            description:
              - What is answered instead, such as V(200).
            type: int
          response_page_path:
            description:
              - File that is shown, such as V(/index.html).
            type: str
          error_caching_min_ttl:
            description:
              - Seconds for which the error is kept.
            type: int
      default_root_object:
        description:
          - File that is shown for V(/), such as V(index.html).
        type: str
      price_class:
        description:
          - 'In which parts of the world it is near: V(PriceClass_100) is North America and Europe.'
        type: str
        choices:
          - PriceClass_100
          - PriceClass_200
          - PriceClass_All
      http_version:
        description:
          - HTTP that it speaks with browsers.
        type: str
        choices:
          - http1.1
          - http2
          - http3
          - http2and3
      ipv6:
        description:
          - Whether it is reached by IPv6 too.
        type: bool
      web_acl:
        description:
          - ARN of the web ACL that guards it, of scope CLOUDFRONT. Empty for none.
        type: str
      logging:
        description:
          - Where the log of requests is written.
        type: dict
        suboptions:
          bucket:
            description:
              - Domain name of the bucket, such as V(logs.s3.amazonaws.com). Empty for no log.
            type: str
            required: true
          prefix:
            description:
              - What the names of the log files start with.
            type: str
          include_cookies:
            description:
              - Whether cookies are logged too.
            type: bool
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
      zone:
        description:
          - Public hosted zone, by name or id, in which alias records (A and AAAA) lead its aliases to
            it. Left out, somebody else publishes them.
        type: str
      when_issued:
        description:
          - Whether a distribution that does not exist is left for a later run while its certificate is
            not issued, as when somebody else has to publish the certificate's records.
        type: bool
        default: false
      wait:
        description:
          - Whether to wait until all of CloudFront knows of a change.
        type: bool
        default: false
      wait_timeout:
        description:
          - Seconds after which waiting ends in an error, also for it to be out of use before it is deleted.
        type: int
        default: 1800
"""

EXAMPLES = r"""
---
- name: Create or update CloudFront distributions
  venturemond.envelope.cloudfront_distributions:
    cloudfront_distributions:
      - name: envelope-prod-site-help
        aliases:
          - help.example.com
        certificate: arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012
        minimum_protocol_version: TLSv1.2_2021
        default_cache_behavior:
          target_origin: site
          viewer_protocol_policy: redirect-to-https
          cache_policy: 658327ea-f89d-4fab-a63d-7e88639e58f6
          origin_request_policy: 88a5eaf4-2fd4-4709-b370-b4c650ea3fcf
          response_headers_policy: 67f7725c-6f97-4210-82d7-5512b31e9d03
        origins:
          - id: site
            domain_name: envelope-prod-site-help.s3.eu-west-1.amazonaws.com
            path: /live
            origin_access_control: E2QWRUHAPOMQZL
        custom_error_responses:
          - error_code: 403
            response_code: 200
            response_page_path: /index.html
            error_caching_min_ttl: 0
        default_root_object: index.html
        price_class: PriceClass_100
        http_version: http2and3
        web_acl: arn:aws:wafv2:us-east-1:111122223333:global/webacl/envelope/12345678-1234-1234-1234-123456789012
        tags:
          tenant: acme
- name: Delete CloudFront distributions
  venturemond.envelope.cloudfront_distributions:
    state: absent
    cloudfront_distributions:
      - name: envelope-prod-site-help
"""

RETURN = r"""
---
cloudfront_distributions:
  description:
    - The CloudFront distributions as they are now, or in check mode as they would be, each under its
      C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the distribution, carried in its comment. A distribution with one of its O(cloudfront_distributions[].aliases)
          is the same one, if it bears no name of ours.
      returned: when it is set
      type: str
    enabled:
      description:
        - Whether it answers. V(true) where it is left out at creation.
      returned: when it is set
      type: bool
    aliases:
      description:
        - 'Host names it answers to, besides its own: exactly these. No other distribution of the world
          can have them.'
      returned: when it is set
      type: list
      elements: str
    certificate:
      description:
        - Certificate that covers its names, by domain name or ARN. It has to be in us-east-1, and issued.
      returned: when it is set
      type: str
    minimum_protocol_version:
      description:
        - Oldest TLS that browsers may use. V(TLSv1.2_2021) where it is left out with the first certificate.
      returned: when it is set
      type: str
    origins:
      description:
        - 'Where its files are: exactly these.'
      returned: when it is set
      type: list
      elements: dict
      contains:
        id:
          description:
            - What the distribution calls it.
          returned: when it is set
          type: str
        domain_name:
          description:
            - 'Domain name of the bucket, with its region: V(<bucket>.s3.<region>.amazonaws.com).'
          returned: when it is set
          type: str
        path:
          description:
            - Folder that stands in front of every path, such as V(/live).
          returned: when it is set
          type: str
        origin_access_control:
          description:
            - Origin access control with which CloudFront reads it, by name or id.
          returned: when it is set
          type: str
    default_cache_behavior:
      description:
        - How requests are answered.
      returned: when it is set
      type: dict
      contains:
        cache_policy:
          description:
            - 'What is cached, for how long, and by what it is told apart: a cache policy of AWS''s or
              of the account, by name or id, such as V(Managed-CachingOptimized).'
          returned: when it is set
          type: str
        target_origin:
          description:
            - Origin that is asked, by its V(id). The first one where it is left out at creation.
          returned: when it is set
          type: str
        viewer_protocol_policy:
          description:
            - What becomes of requests without TLS. V(redirect-to-https) where it is left out at creation.
          returned: when it is set
          type: str
        origin_request_policy:
          description:
            - 'What of a request is passed on to the origin: an origin request policy, by name or id.'
          returned: when it is set
          type: str
        response_headers_policy:
          description:
            - 'Headers that are added to every answer: a response headers policy, by name or id, such
              as V(Managed-SecurityHeadersPolicy).'
          returned: when it is set
          type: str
        compress:
          description:
            - Whether texts are compressed on the way. V(true) where it is left out at creation.
          returned: when it is set
          type: bool
    custom_error_responses:
      description:
        - 'What is answered instead of errors of the origin: exactly these. The application of a single
          page answers V(403) and V(404) with its V(/index.html).'
      returned: when it is set
      type: list
      elements: dict
      contains:
        error_code:
          description:
            - The origin's answer that is replaced, such as V(403).
          returned: when it is set
          type: int
        response_code:
          description:
            - What is answered instead, such as V(200).
          returned: when it is set
          type: int
        response_page_path:
          description:
            - File that is shown, such as V(/index.html).
          returned: when it is set
          type: str
        error_caching_min_ttl:
          description:
            - Seconds for which the error is kept.
          returned: when it is set
          type: int
    default_root_object:
      description:
        - File that is shown for V(/), such as V(index.html).
      returned: when it is set
      type: str
    price_class:
      description:
        - 'In which parts of the world it is near: V(PriceClass_100) is North America and Europe.'
      returned: when it is set
      type: str
    http_version:
      description:
        - HTTP that it speaks with browsers.
      returned: when it is set
      type: str
    ipv6:
      description:
        - Whether it is reached by IPv6 too.
      returned: when it is set
      type: bool
    web_acl:
      description:
        - ARN of the web ACL that guards it, of scope CLOUDFRONT. Empty for none.
      returned: when it is set
      type: str
    logging:
      description:
        - Where the log of requests is written.
      returned: when it is set
      type: dict
      contains:
        bucket:
          description:
            - Domain name of the bucket, such as V(logs.s3.amazonaws.com). Empty for no log.
          returned: when it is set
          type: str
        prefix:
          description:
            - What the names of the log files start with.
          returned: when it is set
          type: str
        include_cookies:
          description:
            - Whether cookies are logged too.
          returned: when it is set
          type: bool
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    distribution_id:
      description:
        - Id of the distribution.
      returned: when AWS has decided it
      type: str
    arn:
      description:
        - ARN of the distribution.
      returned: when AWS has decided it
      type: str
    domain_name:
      description:
        - Its own name, which alias records point to.
      returned: when AWS has decided it
      type: str
    hosted_zone_id:
      description:
        - Hosted zone that alias records to it name.
      returned: when AWS has decided it
      type: str
    status:
      description:
        - V(InProgress) until all of CloudFront knows of the last change, then V(Deployed).
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
from ..module_utils.kinds.cloudfront.distributions import Distribution


def main() -> None:
    run_module(Distribution)


if __name__ == "__main__":
    main()
