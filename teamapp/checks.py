"""What Django's own checks do not know: whether the servers keep what they have acknowledged.

`manage.py check --deploy --database default` asks all of it; `migrate` asks the database's part.
"""

from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.db import connections
from redis import Redis, RedisError

MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")


@register(Tags.database)
def database_keeps_what_it_acknowledges(databases=None, **kwargs):
    servers = [connections[alias] for alias in databases or [] if connections[alias].vendor == "postgresql"]
    return [_may_lose(name) for server in servers for name in _switched_off(server)]


def _switched_off(server):
    with server.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE name = ANY(%s) AND setting = 'off' ORDER BY name", [list(MUST_BE_ON)])
        return [name for (name,) in cursor.fetchall()]


def _may_lose(name):
    hint = f"Set {name} = on in postgresql.conf, or for the role that Rolecall signs in with."
    return Warning(f"PostgreSQL runs with {name} off: what people were told is saved can be lost.", hint=hint, id="rolecall.W001")


@register(deploy=True)
def redis_evicts_no_messages(**kwargs):
    if not settings.REDIS_URL:
        return []
    try:
        memory = Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2).info("memory")
    except RedisError as fault:
        return [Warning(f"Redis does not answer at REDIS_URL ({type(fault).__name__}).", id="rolecall.W002")]
    if memory["maxmemory"] and memory["maxmemory_policy"] != "noeviction":
        told = f"Redis evicts under maxmemory-policy {memory['maxmemory_policy']}: messages to workers can vanish, and work then waits for the sweep."
        return [Warning(told, hint="Set maxmemory-policy noeviction.", id="rolecall.W003")]
    return []
