# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the services find in their environments, and which of it each gap leaves out."""

from __future__ import annotations

from .account import DOMAIN, ENVIRONMENT, HOSTS, PREFIX, Account
from .data import PLAIN, VALUES

APP_ID, APP_KEY = "1001", "envelope-prod-key"
SITE_KEY = "6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI"

SESSION = {"SANCTUM_STATEFUL_DOMAINS": f"{DOMAIN},*.{DOMAIN}", "SESSION_DOMAIN": f".{DOMAIN}",
           "CORS_ALLOWED_ORIGINS": f"https://*.{DOMAIN}"}
PUBLIC = {"REVERB_HOST": HOSTS["reverb"], "REVERB_PORT": "443", "REVERB_SCHEME": "https"}
SERVER = {"REVERB_HOST": "0.0.0.0", "REVERB_PORT": "8080", "REVERB_SCHEME": "http", "REVERB_SERVER_HOST": "0.0.0.0",
          "REVERB_SERVER_PORT": "8080", "REVERB_APP_PING_INTERVAL": "25", "REVERB_SCALING_ENABLED": "true",
          "REVERB_ALLOWED_ORIGINS": f"{DOMAIN},*.{DOMAIN}"}
FRONTEND = {"NUXT_API_BASE_SERVER": f"https://{HOSTS['api']}"}
FRONTEND_LATER = {
    "NUXT_PUBLIC_TENANT_PRIMARY_DOMAIN": DOMAIN, "NUXT_PUBLIC_REVERB_APP_KEY": APP_KEY,
    "NUXT_PUBLIC_REVERB_HOST": HOSTS["reverb"], "NUXT_PUBLIC_REVERB_PORT": "443", "RECAPTCHA_V2_SITEKEY": SITE_KEY}
"""Gap 1.2: what the source's front ends lack."""

BROADCASTING = ("api", "worker", "reverb")


def variables(account: Account, service: str) -> dict[str, str]:
    """The plain variables of a service."""
    if service in ("hq", "tenant"):
        base = {"BASE_DOMAIN": DOMAIN} if service == "hq" else {}
        return {**FRONTEND, **({} if account.has("env_frontends") else {**FRONTEND_LATER, **base})}
    found = {"APP_ENV": ENVIRONMENT, "DB_HOST": account.made["database address"], "DB_DATABASE": "envelope",
             "DB_USERNAME": "envelope", "REDIS_HOST": account.made["cache address"], "REDIS_PORT": "6379",
             "REDIS_SCHEME": "tls"}
    if not _lacks_its_own(account, service):
        found["APP_URL"] = _app_url(account)
    if service == "api" or (service == "worker" and not account.has("env_worker")):
        found |= SESSION
    if _broadcasts(account, service):
        found |= {"REVERB_APP_ID": APP_ID, "REVERB_APP_KEY": APP_KEY, **(SERVER if service == "reverb" else PUBLIC)}
    return {**found, **{name: VALUES[name] for name in _exposed(account, service)}}


def secrets(account: Account, service: str) -> dict[str, str]:
    """Where a service has its secrets from, by name."""
    if service in ("hq", "tenant"):
        return {}
    shared, plain = account.made[f"secret {PREFIX}-app"], _exposed(account, service)
    named = ["APP_KEY", "REDIS_PASSWORD", *(["REVERB_APP_SECRET"] if _broadcasts(account, service) else [])]
    return {"DB_PASSWORD": f"{account.made['database secret']}:password::",
            **{name: f"{shared}:{name}::" for name in named if name not in plain}}


def _lacks_its_own(account: Account, service: str) -> bool:
    return account.has({"api": "env_api", "worker": "env_worker"}.get(service, ""))


def _app_url(account: Account) -> str:
    """The public name; what the source proposes is the load balancer's, which no certificate bears."""
    wrong = account.has("app_url_of_load_balancer")
    return f"https://{account.made['load balancer address'] if wrong else HOSTS['api']}"


def _broadcasts(account: Account, service: str) -> bool:
    return service in BROADCASTING and not (service != "reverb" and account.has("env_broadcasting"))


def _exposed(account: Account, service: str) -> tuple[str, ...]:
    if not account.has("plain_secrets"):
        return ()
    return PLAIN if _broadcasts(account, service) else PLAIN[:1]
