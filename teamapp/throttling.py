"""How often a program may ask. People in a browser are not counted."""

from rest_framework.throttling import UserRateThrottle


class TokenRateThrottle(UserRateThrottle):
    """Calls with a token, by the account that it belongs to: all its tokens count together."""

    def get_cache_key(self, request, view):
        return super().get_cache_key(request, view) if request.auth else None
