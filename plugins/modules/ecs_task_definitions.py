#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_task_definitions
short_description: Manage ECS task definitions
version_added: 0.1.0
description:
  - 'What an ECS task is made of: a family, of which every real difference registers a new revision.'
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
  cluster:
    description:
      - Cluster in which each O(ecs_task_definitions[].service) is.
    type: str
  ecs_task_definitions:
    description:
      - The ECS task definitions.
    type: list
    elements: dict
    required: true
    suboptions:
      family:
        description:
          - Name of the task definition.
        type: str
        required: true
      service:
        description:
          - Service that runs it. What is described is compared with the revision that this service runs,
            rather than with the newest one, which a deploy that failed may have left. Needs O(cluster).
        type: str
      deployed:
        description:
          - 'A deploy owns the tags of its images: where the repository of a container''s image is the
            same, the tag or digest that is in use is kept. In use is what O(ecs_task_definitions[].service)
            runs, or where that is left out, the newest revision.'
        type: bool
        default: false
      cpu:
        description:
          - CPU units, 1024 to a core. Fargate has pairs of O(ecs_task_definitions[].cpu) and O(ecs_task_definitions[].memory).
        type: int
      memory:
        description:
          - Memory in MiB.
        type: int
      execution_role:
        description:
          - 'Role with which ECS pulls images, reads secrets and writes logs: name or ARN.'
        type: str
      task_role:
        description:
          - 'Role that the containers have: name or ARN.'
        type: str
      network_mode:
        description:
          - The network, V(awsvpc) when left out.
        type: str
        choices:
          - awsvpc
          - bridge
          - host
          - none
      requires_compatibilities:
        description:
          - 'What it must be able to run on: V(FARGATE) when left out, V(EC2), V(EXTERNAL).'
        type: list
        elements: str
      runtime_platform:
        description:
          - The machine that the containers are built for.
        type: dict
        suboptions:
          cpu_architecture:
            description:
              - Processor, V(X86_64) when left out.
            type: str
            choices:
              - X86_64
              - ARM64
          operating_system_family:
            description:
              - Operating system, V(LINUX) when left out.
            type: str
      ephemeral_storage:
        description:
          - GiB of disk on Fargate, 21 to 200. 20 when left out.
        type: int
      volumes:
        description:
          - Volumes that the containers share.
        type: list
        elements: dict
        suboptions:
          name:
            description:
              - Name by which mount points refer to it.
            type: str
            required: true
          efs:
            description:
              - A directory of an EFS file system.
            type: dict
            suboptions:
              file_system_id:
                description:
                  - Id of the file system.
                type: str
                required: true
              root_directory:
                description:
                  - Directory that becomes the volume, V(/) when left out.
                type: str
              transit_encryption:
                description:
                  - Whether data is encrypted on its way.
                type: bool
              transit_encryption_port:
                description:
                  - Port for encrypted data. AWS chooses one when left out.
                type: int
              access_point_id:
                description:
                  - Id of the access point.
                type: str
              iam:
                description:
                  - Whether the task's role must allow the access.
                type: bool
          s3_files:
            description:
              - A directory of an S3 Files file system.
            type: dict
            suboptions:
              file_system:
                description:
                  - ARN of the file system.
                type: str
                required: true
              root_directory:
                description:
                  - Directory that becomes the volume, V(/) when left out.
                type: str
              transit_encryption_port:
                description:
                  - Port for encrypted data. AWS chooses one when left out.
                type: int
              access_point:
                description:
                  - ARN of the access point.
                type: str
          fsx:
            description:
              - A directory of an FSx for Windows file system. Not on Fargate.
            type: dict
            suboptions:
              file_system_id:
                description:
                  - Id of the file system.
                type: str
                required: true
              root_directory:
                description:
                  - Directory that becomes the volume.
                type: str
                required: true
              credentials:
                description:
                  - ARN of the secret or parameter with user name and password.
                type: str
                required: true
              domain:
                description:
                  - Active Directory domain.
                type: str
                required: true
          docker:
            description:
              - A Docker volume. Not on Fargate.
            type: dict
            suboptions:
              scope:
                description:
                  - Whether it ends with the task, V(task) when left out.
                type: str
                choices:
                  - task
                  - shared
              autoprovision:
                description:
                  - Whether a V(shared) volume is made when it is not there.
                type: bool
              driver:
                description:
                  - Docker's driver for it.
                type: str
              driver_opts:
                description:
                  - What the driver has to know.
                type: dict
              labels:
                description:
                  - Docker labels.
                type: dict
          host_path:
            description:
              - A directory of the host. Not on Fargate.
            type: str
          configured_at_launch:
            description:
              - Whether the service says what it is, as it must of an EBS volume.
            type: bool
      containers:
        description:
          - The containers. What one of them does not mention is as AWS has it by default.
        type: list
        elements: dict
        suboptions:
          name:
            description:
              - Name of the container.
            type: str
            required: true
          image:
            description:
              - Image it runs, best by digest or by a tag that never moves.
            type: str
            required: true
          essential:
            description:
              - Whether the task ends with it. V(true) when left out.
            type: bool
          command:
            description:
              - Arguments to the entry point, instead of the image's.
            type: list
            elements: str
          entry_point:
            description:
              - Program to run, instead of the image's.
            type: list
            elements: str
          environment:
            description:
              - Variables everybody may see. Secrets are refused here.
            type: dict
          environment_from:
            description:
              - 'More such variables, each with what it tells of a database or a cache, by name: V(rds_instances:NAME:endpoint)
                or V(:port), V(elasticache_replication_groups:NAME:primary_endpoint), V(:reader_endpoint),
                V(:configuration_endpoint) or V(:port).'
            type: dict
          secrets:
            description:
              - 'Variables whose values are secret, each with where it is kept: V(secret-name:KEY) is
                an entry of a JSON secret, V(secret-name:) a secret as a whole, V(rds_instances:NAME:password)
                the master password that RDS keeps of a database, and a name without a colon a parameter
                of Systems Manager. ARNs are taken as they are.'
            type: dict
          environment_files:
            description:
              - ARNs of S3 objects with more variables. The later wins.
            type: list
            elements: str
          port_mappings:
            description:
              - Ports on which it is reached.
            type: list
            elements: dict
            suboptions:
              container_port:
                description:
                  - Port in the container.
                type: int
              container_port_range:
                description:
                  - Several ports, V(first-last), instead of O(ecs_task_definitions[].containers[].port_mappings[].container_port).
                type: str
              host_port:
                description:
                  - Port on the host. With network mode V(awsvpc) it is the container's.
                type: int
              protocol:
                description:
                  - Protocol, V(tcp) when left out.
                type: str
                choices:
                  - tcp
                  - udp
              name:
                description:
                  - Name under which Service Connect offers the port.
                type: str
              app_protocol:
                description:
                  - What is spoken on it, for Service Connect.
                type: str
                choices:
                  - http
                  - http2
                  - grpc
          health_check:
            description:
              - The command that tells whether it is healthy.
            type: dict
            suboptions:
              command:
                description:
                  - V([CMD-SHELL, command line]) or V([CMD, program, arguments...]).
                type: list
                elements: str
                required: true
              interval:
                description:
                  - Seconds between two checks, 5 to 300. 30 when left out.
                type: int
              timeout:
                description:
                  - Seconds after which a check has failed, 2 to 60. 5 when left out.
                type: int
              retries:
                description:
                  - Failures in a row that make it unhealthy, 1 to 10. 3 when left out.
                type: int
              start_period:
                description:
                  - Seconds at the start in which failures do not count, 0 to 300. 0 when left out.
                type: int
          log_configuration:
            description:
              - Where its output goes.
            type: dict
            suboptions:
              log_driver:
                description:
                  - What takes the output.
                type: str
                required: true
                choices:
                  - awslogs
                  - awsfirelens
                  - splunk
                  - json-file
                  - syslog
                  - journald
                  - gelf
                  - fluentd
              options:
                description:
                  - What the driver has to know, such as V(awslogs-group).
                type: dict
              secret_options:
                description:
                  - Options whose values are secret, given like O(ecs_task_definitions[].containers[].secrets).
                type: dict
          depends_on:
            description:
              - 'Containers that come first, each with the state it must have reached: V(START), V(COMPLETE),
                V(SUCCESS) or V(HEALTHY).'
            type: dict
          start_timeout:
            description:
              - Seconds its dependencies are waited for, 2 to 120.
            type: int
          stop_timeout:
            description:
              - Seconds it has to end by itself before it is killed, 2 to 120. 30 when left out.
            type: int
          restart_policy:
            description:
              - Whether it is started again when it ends, without its task.
            type: dict
            suboptions:
              enabled:
                description:
                  - Whether it is started again.
                type: bool
                required: true
              ignored_exit_codes:
                description:
                  - Exit codes after which it is not.
                type: list
                elements: int
              restart_attempt_period:
                description:
                  - Seconds it must have run before, 60 to 1800. 300 when left out.
                type: int
          cpu:
            description:
              - CPU units it is promised, 1024 to a core.
            type: int
          memory:
            description:
              - MiB beyond which it is killed.
            type: int
          memory_reservation:
            description:
              - MiB it is promised.
            type: int
          user:
            description:
              - User it runs as, instead of the image's.
            type: str
          working_directory:
            description:
              - Directory it starts in, instead of the image's.
            type: str
          readonly_root_filesystem:
            description:
              - Whether it may write to its volumes only.
            type: bool
          linux_parameters:
            description:
              - What it asks of the Linux kernel.
            type: dict
            suboptions:
              init_process_enabled:
                description:
                  - Whether a small init forwards signals and buries dead processes. ECS Exec wants it.
                type: bool
              add_capabilities:
                description:
                  - Capabilities beyond Docker's. Fargate allows V(SYS_PTRACE).
                type: list
                elements: str
              drop_capabilities:
                description:
                  - Capabilities of Docker's that it does without, V(ALL) for each.
                type: list
                elements: str
              devices:
                description:
                  - Devices of the host. Not on Fargate.
                type: list
                elements: dict
                suboptions:
                  host_path:
                    description:
                      - Where the host has it.
                    type: str
                    required: true
                  container_path:
                    description:
                      - Where the container sees it.
                    type: str
                  permissions:
                    description:
                      - 'What the container may do: V(read), V(write), V(mknod).'
                    type: list
                    elements: str
              shared_memory_size:
                description:
                  - Size of V(/dev/shm) in MiB. Not on Fargate.
                type: int
              tmpfs:
                description:
                  - File systems in memory. Not on Fargate.
                type: list
                elements: dict
                suboptions:
                  container_path:
                    description:
                      - Where the container sees it.
                    type: str
                    required: true
                  size:
                    description:
                      - Its size in MiB.
                    type: int
                    required: true
                  mount_options:
                    description:
                      - How it is mounted, such as V(noexec).
                    type: list
                    elements: str
              max_swap:
                description:
                  - Swap it may use, in MiB. Not on Fargate.
                type: int
              swappiness:
                description:
                  - How eagerly it swaps, 0 to 100. Not on Fargate.
                type: int
          ulimits:
            description:
              - Limits on what its processes may use.
            type: list
            elements: dict
            suboptions:
              name:
                description:
                  - Which limit, such as V(nofile).
                type: str
                required: true
              soft_limit:
                description:
                  - The limit that processes start with.
                type: int
                required: true
              hard_limit:
                description:
                  - How far they may raise it.
                type: int
                required: true
          system_controls:
            description:
              - Kernel parameters of its namespace, such as V(net.core.somaxconn).
            type: dict
          mount_points:
            description:
              - Volumes inside it.
            type: list
            elements: dict
            suboptions:
              source_volume:
                description:
                  - Name of the volume.
                type: str
                required: true
              container_path:
                description:
                  - Where the container sees it.
                type: str
                required: true
              read_only:
                description:
                  - Whether the container may only read it.
                type: bool
          volumes_from:
            description:
              - Containers whose volumes it shares.
            type: list
            elements: dict
            suboptions:
              source_container:
                description:
                  - Name of the container.
                type: str
                required: true
              read_only:
                description:
                  - Whether this container may only read them.
                type: bool
          docker_labels:
            description:
              - Docker labels.
            type: dict
          firelens_configuration:
            description:
              - That it routes the logs of the others.
            type: dict
            suboptions:
              type:
                description:
                  - The program that does it.
                type: str
                required: true
                choices:
                  - fluentbit
                  - fluentd
              options:
                description:
                  - What it has to know.
                type: dict
          repository_credentials:
            description:
              - ARN of the secret with user name and password of a private registry.
            type: str
          version_consistency:
            description:
              - Whether a deployment runs the image that the tag meant when it began. V(true) when left
                out.
            type: bool
          interactive:
            description:
              - Whether its standard input stays open.
            type: bool
          pseudo_terminal:
            description:
              - Whether it has a terminal.
            type: bool
          extra_hosts:
            description:
              - Host names and their addresses. Not with network mode V(awsvpc).
            type: dict
          dns_servers:
            description:
              - Name servers. Not with network mode V(awsvpc).
            type: list
            elements: str
          dns_search_domains:
            description:
              - Domains to look in. Not with network mode V(awsvpc).
            type: list
            elements: str
          hostname:
            description:
              - Its host name. Not with network mode V(awsvpc).
            type: str
          links:
            description:
              - Containers it sees by name. With network mode V(bridge) only.
            type: list
            elements: str
          disable_networking:
            description:
              - Whether it has no network. Not on Fargate.
            type: bool
          privileged:
            description:
              - Whether it is root on its host. Not on Fargate.
            type: bool
          docker_security_options:
            description:
              - Labels of SELinux or AppArmor. Not on Fargate.
            type: list
            elements: str
          credential_specs:
            description:
              - Where to find what it needs to join Active Directory.
            type: list
            elements: str
          resource_requirements:
            description:
              - Hardware it needs.
            type: list
            elements: dict
            suboptions:
              type:
                description:
                  - Which hardware, such as V(GPU).
                type: str
                required: true
              value:
                description:
                  - How much of it.
                type: str
      pid_mode:
        description:
          - Whose processes the containers see. Each its own when left out.
        type: str
        choices:
          - task
          - host
      ipc_mode:
        description:
          - Whose shared memory they see. Not on Fargate.
        type: str
        choices:
          - task
          - host
          - none
      enable_fault_injection:
        description:
          - Whether faults may be injected for experiments.
        type: bool
      placement_constraints:
        description:
          - Which instances may run it. Not on Fargate.
        type: list
        elements: dict
        suboptions:
          type:
            description:
              - What kind of constraint it is.
            type: str
            required: true
            choices:
              - memberOf
          expression:
            description:
              - What holds for such an instance, in the language of ECS.
            type: str
            required: true
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update ECS task definitions
  venturemond.envelope.ecs_task_definitions:
    cluster: envelope-prod-cluster
    ecs_task_definitions:
      - family: envelope-prod-api
        service: envelope-prod-api
        deployed: true
        cpu: 512
        memory: 1024
        network_mode: awsvpc
        requires_compatibilities:
          - FARGATE
        execution_role: envelope-prod-ecs-execution
        task_role: envelope-prod-api
        runtime_platform:
          cpu_architecture: ARM64
        ephemeral_storage: 30
        volumes:
          - name: scratch
        containers:
          - name: api
            image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/envelope-prod/api:2026.11.1
            command:
              - php-fpm
            port_mappings:
              - container_port: 8080
            environment:
              APP_ENV: production
              APP_URL: https://api.envelope.example
            environment_from:
              DB_HOST: rds_instances:envelope-prod:endpoint
            secrets:
              APP_KEY: envelope-prod/app:APP_KEY
              DB_PASSWORD: rds_instances:envelope-prod:password
            health_check:
              command:
                - CMD-SHELL
                - curl -f http://localhost:8080/up
              start_period: 60
            log_configuration:
              log_driver: awslogs
              options:
                awslogs-group: /ecs/envelope-prod-api
                awslogs-region: eu-west-1
                awslogs-stream-prefix: api
            linux_parameters:
              init_process_enabled: true
            stop_timeout: 60
            mount_points:
              - source_volume: scratch
                container_path: /scratch
        tags:
          project: envelope
          environment: prod
- name: Delete ECS task definitions
  venturemond.envelope.ecs_task_definitions:
    state: absent
    cluster: envelope-prod-cluster
    ecs_task_definitions:
      - family: envelope-prod-api
"""

RETURN = r"""
---
ecs_task_definitions:
  description:
    - The ECS task definitions as they are now, or in check mode as they would be, each under its C(family).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    cluster:
      description:
        - Cluster in which each O(ecs_task_definitions[].service) is.
      returned: when it is set
      type: str
    family:
      description:
        - Name of the task definition.
      returned: when it is set
      type: str
    cpu:
      description:
        - CPU units, 1024 to a core. Fargate has pairs of O(ecs_task_definitions[].cpu) and O(ecs_task_definitions[].memory).
      returned: when it is set
      type: int
    memory:
      description:
        - Memory in MiB.
      returned: when it is set
      type: int
    execution_role:
      description:
        - 'Role with which ECS pulls images, reads secrets and writes logs: name or ARN.'
      returned: when it is set
      type: str
    task_role:
      description:
        - 'Role that the containers have: name or ARN.'
      returned: when it is set
      type: str
    network_mode:
      description:
        - The network, V(awsvpc) when left out.
      returned: when it is set
      type: str
    requires_compatibilities:
      description:
        - 'What it must be able to run on: V(FARGATE) when left out, V(EC2), V(EXTERNAL).'
      returned: when it is set
      type: list
      elements: str
    runtime_platform:
      description:
        - The machine that the containers are built for.
      returned: when it is set
      type: dict
      contains:
        cpu_architecture:
          description:
            - Processor, V(X86_64) when left out.
          returned: when it is set
          type: str
        operating_system_family:
          description:
            - Operating system, V(LINUX) when left out.
          returned: when it is set
          type: str
    ephemeral_storage:
      description:
        - GiB of disk on Fargate, 21 to 200. 20 when left out.
      returned: when it is set
      type: int
    volumes:
      description:
        - Volumes that the containers share.
      returned: when it is set
      type: list
      elements: dict
      contains:
        name:
          description:
            - Name by which mount points refer to it.
          returned: when it is set
          type: str
        efs:
          description:
            - A directory of an EFS file system.
          returned: when it is set
          type: dict
          contains:
            file_system_id:
              description:
                - Id of the file system.
              returned: when it is set
              type: str
            root_directory:
              description:
                - Directory that becomes the volume, V(/) when left out.
              returned: when it is set
              type: str
            transit_encryption:
              description:
                - Whether data is encrypted on its way.
              returned: when it is set
              type: bool
            transit_encryption_port:
              description:
                - Port for encrypted data. AWS chooses one when left out.
              returned: when it is set
              type: int
            access_point_id:
              description:
                - Id of the access point.
              returned: when it is set
              type: str
            iam:
              description:
                - Whether the task's role must allow the access.
              returned: when it is set
              type: bool
        s3_files:
          description:
            - A directory of an S3 Files file system.
          returned: when it is set
          type: dict
          contains:
            file_system:
              description:
                - ARN of the file system.
              returned: when it is set
              type: str
            root_directory:
              description:
                - Directory that becomes the volume, V(/) when left out.
              returned: when it is set
              type: str
            transit_encryption_port:
              description:
                - Port for encrypted data. AWS chooses one when left out.
              returned: when it is set
              type: int
            access_point:
              description:
                - ARN of the access point.
              returned: when it is set
              type: str
        fsx:
          description:
            - A directory of an FSx for Windows file system. Not on Fargate.
          returned: when it is set
          type: dict
          contains:
            file_system_id:
              description:
                - Id of the file system.
              returned: when it is set
              type: str
            root_directory:
              description:
                - Directory that becomes the volume.
              returned: when it is set
              type: str
            credentials:
              description:
                - ARN of the secret or parameter with user name and password.
              returned: when it is set
              type: str
            domain:
              description:
                - Active Directory domain.
              returned: when it is set
              type: str
        docker:
          description:
            - A Docker volume. Not on Fargate.
          returned: when it is set
          type: dict
          contains:
            scope:
              description:
                - Whether it ends with the task, V(task) when left out.
              returned: when it is set
              type: str
            autoprovision:
              description:
                - Whether a V(shared) volume is made when it is not there.
              returned: when it is set
              type: bool
            driver:
              description:
                - Docker's driver for it.
              returned: when it is set
              type: str
            driver_opts:
              description:
                - What the driver has to know.
              returned: when it is set
              type: dict
            labels:
              description:
                - Docker labels.
              returned: when it is set
              type: dict
        host_path:
          description:
            - A directory of the host. Not on Fargate.
          returned: when it is set
          type: str
        configured_at_launch:
          description:
            - Whether the service says what it is, as it must of an EBS volume.
          returned: when it is set
          type: bool
    containers:
      description:
        - The containers. What one of them does not mention is as AWS has it by default.
      returned: when it is set
      type: list
      elements: dict
      contains:
        name:
          description:
            - Name of the container.
          returned: when it is set
          type: str
        image:
          description:
            - Image it runs, best by digest or by a tag that never moves.
          returned: when it is set
          type: str
        essential:
          description:
            - Whether the task ends with it. V(true) when left out.
          returned: when it is set
          type: bool
        command:
          description:
            - Arguments to the entry point, instead of the image's.
          returned: when it is set
          type: list
          elements: str
        entry_point:
          description:
            - Program to run, instead of the image's.
          returned: when it is set
          type: list
          elements: str
        environment:
          description:
            - Variables everybody may see. Secrets are refused here.
          returned: when it is set
          type: dict
        secrets:
          description:
            - 'Variables whose values are secret, each with where it is kept: V(secret-name:KEY) is an
              entry of a JSON secret, V(secret-name:) a secret as a whole, V(rds_instances:NAME:password)
              the master password that RDS keeps of a database, and a name without a colon a parameter
              of Systems Manager. ARNs are taken as they are.'
          returned: when it is set
          type: dict
        environment_files:
          description:
            - ARNs of S3 objects with more variables. The later wins.
          returned: when it is set
          type: list
          elements: str
        port_mappings:
          description:
            - Ports on which it is reached.
          returned: when it is set
          type: list
          elements: dict
          contains:
            container_port:
              description:
                - Port in the container.
              returned: when it is set
              type: int
            container_port_range:
              description:
                - Several ports, V(first-last), instead of O(ecs_task_definitions[].containers[].port_mappings[].container_port).
              returned: when it is set
              type: str
            host_port:
              description:
                - Port on the host. With network mode V(awsvpc) it is the container's.
              returned: when it is set
              type: int
            protocol:
              description:
                - Protocol, V(tcp) when left out.
              returned: when it is set
              type: str
            name:
              description:
                - Name under which Service Connect offers the port.
              returned: when it is set
              type: str
            app_protocol:
              description:
                - What is spoken on it, for Service Connect.
              returned: when it is set
              type: str
        health_check:
          description:
            - The command that tells whether it is healthy.
          returned: when it is set
          type: dict
          contains:
            command:
              description:
                - V([CMD-SHELL, command line]) or V([CMD, program, arguments...]).
              returned: when it is set
              type: list
              elements: str
            interval:
              description:
                - Seconds between two checks, 5 to 300. 30 when left out.
              returned: when it is set
              type: int
            timeout:
              description:
                - Seconds after which a check has failed, 2 to 60. 5 when left out.
              returned: when it is set
              type: int
            retries:
              description:
                - Failures in a row that make it unhealthy, 1 to 10. 3 when left out.
              returned: when it is set
              type: int
            start_period:
              description:
                - Seconds at the start in which failures do not count, 0 to 300. 0 when left out.
              returned: when it is set
              type: int
        log_configuration:
          description:
            - Where its output goes.
          returned: when it is set
          type: dict
          contains:
            log_driver:
              description:
                - What takes the output.
              returned: when it is set
              type: str
            options:
              description:
                - What the driver has to know, such as V(awslogs-group).
              returned: when it is set
              type: dict
            secret_options:
              description:
                - Options whose values are secret, given like O(ecs_task_definitions[].containers[].secrets).
              returned: when it is set
              type: dict
        depends_on:
          description:
            - 'Containers that come first, each with the state it must have reached: V(START), V(COMPLETE),
              V(SUCCESS) or V(HEALTHY).'
          returned: when it is set
          type: dict
        start_timeout:
          description:
            - Seconds its dependencies are waited for, 2 to 120.
          returned: when it is set
          type: int
        stop_timeout:
          description:
            - Seconds it has to end by itself before it is killed, 2 to 120. 30 when left out.
          returned: when it is set
          type: int
        restart_policy:
          description:
            - Whether it is started again when it ends, without its task.
          returned: when it is set
          type: dict
          contains:
            enabled:
              description:
                - Whether it is started again.
              returned: when it is set
              type: bool
            ignored_exit_codes:
              description:
                - Exit codes after which it is not.
              returned: when it is set
              type: list
              elements: int
            restart_attempt_period:
              description:
                - Seconds it must have run before, 60 to 1800. 300 when left out.
              returned: when it is set
              type: int
        cpu:
          description:
            - CPU units it is promised, 1024 to a core.
          returned: when it is set
          type: int
        memory:
          description:
            - MiB beyond which it is killed.
          returned: when it is set
          type: int
        memory_reservation:
          description:
            - MiB it is promised.
          returned: when it is set
          type: int
        user:
          description:
            - User it runs as, instead of the image's.
          returned: when it is set
          type: str
        working_directory:
          description:
            - Directory it starts in, instead of the image's.
          returned: when it is set
          type: str
        readonly_root_filesystem:
          description:
            - Whether it may write to its volumes only.
          returned: when it is set
          type: bool
        linux_parameters:
          description:
            - What it asks of the Linux kernel.
          returned: when it is set
          type: dict
          contains:
            init_process_enabled:
              description:
                - Whether a small init forwards signals and buries dead processes. ECS Exec wants it.
              returned: when it is set
              type: bool
            add_capabilities:
              description:
                - Capabilities beyond Docker's. Fargate allows V(SYS_PTRACE).
              returned: when it is set
              type: list
              elements: str
            drop_capabilities:
              description:
                - Capabilities of Docker's that it does without, V(ALL) for each.
              returned: when it is set
              type: list
              elements: str
            devices:
              description:
                - Devices of the host. Not on Fargate.
              returned: when it is set
              type: list
              elements: dict
              contains:
                host_path:
                  description:
                    - Where the host has it.
                  returned: when it is set
                  type: str
                container_path:
                  description:
                    - Where the container sees it.
                  returned: when it is set
                  type: str
                permissions:
                  description:
                    - 'What the container may do: V(read), V(write), V(mknod).'
                  returned: when it is set
                  type: list
                  elements: str
            shared_memory_size:
              description:
                - Size of V(/dev/shm) in MiB. Not on Fargate.
              returned: when it is set
              type: int
            tmpfs:
              description:
                - File systems in memory. Not on Fargate.
              returned: when it is set
              type: list
              elements: dict
              contains:
                container_path:
                  description:
                    - Where the container sees it.
                  returned: when it is set
                  type: str
                size:
                  description:
                    - Its size in MiB.
                  returned: when it is set
                  type: int
                mount_options:
                  description:
                    - How it is mounted, such as V(noexec).
                  returned: when it is set
                  type: list
                  elements: str
            max_swap:
              description:
                - Swap it may use, in MiB. Not on Fargate.
              returned: when it is set
              type: int
            swappiness:
              description:
                - How eagerly it swaps, 0 to 100. Not on Fargate.
              returned: when it is set
              type: int
        ulimits:
          description:
            - Limits on what its processes may use.
          returned: when it is set
          type: list
          elements: dict
          contains:
            name:
              description:
                - Which limit, such as V(nofile).
              returned: when it is set
              type: str
            soft_limit:
              description:
                - The limit that processes start with.
              returned: when it is set
              type: int
            hard_limit:
              description:
                - How far they may raise it.
              returned: when it is set
              type: int
        system_controls:
          description:
            - Kernel parameters of its namespace, such as V(net.core.somaxconn).
          returned: when it is set
          type: dict
        mount_points:
          description:
            - Volumes inside it.
          returned: when it is set
          type: list
          elements: dict
          contains:
            source_volume:
              description:
                - Name of the volume.
              returned: when it is set
              type: str
            container_path:
              description:
                - Where the container sees it.
              returned: when it is set
              type: str
            read_only:
              description:
                - Whether the container may only read it.
              returned: when it is set
              type: bool
        volumes_from:
          description:
            - Containers whose volumes it shares.
          returned: when it is set
          type: list
          elements: dict
          contains:
            source_container:
              description:
                - Name of the container.
              returned: when it is set
              type: str
            read_only:
              description:
                - Whether this container may only read them.
              returned: when it is set
              type: bool
        docker_labels:
          description:
            - Docker labels.
          returned: when it is set
          type: dict
        firelens_configuration:
          description:
            - That it routes the logs of the others.
          returned: when it is set
          type: dict
          contains:
            type:
              description:
                - The program that does it.
              returned: when it is set
              type: str
            options:
              description:
                - What it has to know.
              returned: when it is set
              type: dict
        repository_credentials:
          description:
            - ARN of the secret with user name and password of a private registry.
          returned: when it is set
          type: str
        version_consistency:
          description:
            - Whether a deployment runs the image that the tag meant when it began. V(true) when left
              out.
          returned: when it is set
          type: bool
        interactive:
          description:
            - Whether its standard input stays open.
          returned: when it is set
          type: bool
        pseudo_terminal:
          description:
            - Whether it has a terminal.
          returned: when it is set
          type: bool
        extra_hosts:
          description:
            - Host names and their addresses. Not with network mode V(awsvpc).
          returned: when it is set
          type: dict
        dns_servers:
          description:
            - Name servers. Not with network mode V(awsvpc).
          returned: when it is set
          type: list
          elements: str
        dns_search_domains:
          description:
            - Domains to look in. Not with network mode V(awsvpc).
          returned: when it is set
          type: list
          elements: str
        hostname:
          description:
            - Its host name. Not with network mode V(awsvpc).
          returned: when it is set
          type: str
        links:
          description:
            - Containers it sees by name. With network mode V(bridge) only.
          returned: when it is set
          type: list
          elements: str
        disable_networking:
          description:
            - Whether it has no network. Not on Fargate.
          returned: when it is set
          type: bool
        privileged:
          description:
            - Whether it is root on its host. Not on Fargate.
          returned: when it is set
          type: bool
        docker_security_options:
          description:
            - Labels of SELinux or AppArmor. Not on Fargate.
          returned: when it is set
          type: list
          elements: str
        credential_specs:
          description:
            - Where to find what it needs to join Active Directory.
          returned: when it is set
          type: list
          elements: str
        resource_requirements:
          description:
            - Hardware it needs.
          returned: when it is set
          type: list
          elements: dict
          contains:
            type:
              description:
                - Which hardware, such as V(GPU).
              returned: when it is set
              type: str
            value:
              description:
                - How much of it.
              returned: when it is set
              type: str
    pid_mode:
      description:
        - Whose processes the containers see. Each its own when left out.
      returned: when it is set
      type: str
    ipc_mode:
      description:
        - Whose shared memory they see. Not on Fargate.
      returned: when it is set
      type: str
    enable_fault_injection:
      description:
        - Whether faults may be injected for experiments.
      returned: when it is set
      type: bool
    placement_constraints:
      description:
        - Which instances may run it. Not on Fargate.
      returned: when it is set
      type: list
      elements: dict
      contains:
        type:
          description:
            - What kind of constraint it is.
          returned: when it is set
          type: str
        expression:
          description:
            - What holds for such an instance, in the language of ECS.
          returned: when it is set
          type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - 'ARN of the revision that is as described: what its service runs, or else the newest.'
      returned: when AWS has decided it
      type: str
    revision:
      description:
        - Number of that revision.
      returned: when AWS has decided it
      type: int
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
from ..module_utils.kinds.ecs.task_definitions import TaskDefinition


def main() -> None:
    run_module(TaskDefinition)


if __name__ == "__main__":
    main()
