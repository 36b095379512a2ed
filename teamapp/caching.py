"""Redis as a memory that may be away: a page is then slower, never broken."""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class ForgivingRedisCache(RedisCache):
    """Nothing is kept here alone, so that a server that does not answer is the same as one that has forgotten."""

    def get(self, key, default=None, version=None):
        try:
            return super().get(key, default, version)
        except RedisError as fault:
            logger.warning("The cache does not answer: %s", type(fault).__name__)
            return default

    def set(self, key, value, *args, **kwargs):
        try:
            super().set(key, value, *args, **kwargs)
        except RedisError as fault:
            logger.warning("The cache takes nothing: %s", type(fault).__name__)
