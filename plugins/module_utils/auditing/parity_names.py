# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Compose and ECS call the same thing by different names, where the inventory says nothing else.

Source: requirements A2 and C3; the table of the source's gap 1.2.
"""

from __future__ import annotations

ALL = "all"
"""Stands for every service."""

ELSEWHERE = ("mysql", "mariadb", "db", "database", "redis", "cache", "nginx", "caddy", "traefik", "proxy", "certbot",
             "mailhog", "mailpit", "minio", "localstack", "adminer", "phpmyadmin")
"""Services of Compose that are none of ECS: AWS has another service for them, or they are for development."""

SERVICES: dict[str, str | None] = {
    "queue": "worker", "horizon": "worker", "cron": "scheduler", "websocket": "reverb", "websockets": "reverb",
    **dict.fromkeys(ELSEWHERE),
}
"""Our service, by Compose's; None where there is none.  Any other has the same name."""

FRONTEND = {
    "BASE_URL": "NUXT_API_BASE_SERVER",
    "TENANT_PRIMARY_DOMAIN": "NUXT_PUBLIC_TENANT_PRIMARY_DOMAIN",
    "REVERB_APP_KEY": "NUXT_PUBLIC_REVERB_APP_KEY",
    "REVERB_HOST": "NUXT_PUBLIC_REVERB_HOST",
    "REVERB_PORT": "NUXT_PUBLIC_REVERB_PORT",
}
"""In AWS the frontends are told at run time, by the names of Nuxt's own configuration."""

NAMES: dict[str, dict[str, str | None]] = {"hq": {**FRONTEND}, "tenant": {**FRONTEND}}
"""Our variable, by our service and Compose's variable; None where only Compose has use for it."""

IGNORED = ("COMPOSE_*", "DOCKER_*", "SAIL_*", "XDEBUG_*", "WWWUSER", "WWWGROUP")
"""Variables that only Compose has use for, as patterns."""
