"""A cache that is away is a cache that has forgotten."""

from teamapp.caching import ForgivingRedisCache


def test_a_redis_that_does_not_answer_breaks_nothing():
    away = ForgivingRedisCache("redis://127.0.0.1:1/0", {"OPTIONS": {"socket_connect_timeout": 1}})
    away.set("pay-table", "drawn", 60)
    assert away.get("pay-table") is None
    assert away.get("calls", []) == []
