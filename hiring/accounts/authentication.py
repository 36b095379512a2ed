"""How programs sign in: knox's tokens, held to their scope and marked when they are used."""

from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS

MAY_ONLY_READ = "This token may only read. Make one that may write too, under Your account."


class ApiTokenAuthentication(TokenAuthentication):
    def authenticate(self, request):
        found = super().authenticate(request)
        if found:
            _, token = found
            if not token.may_write and request.method not in SAFE_METHODS:
                raise PermissionDenied(MAY_ONLY_READ)
            token.note_use()
        return found

    def authenticate_credentials(self, token):
        try:
            return super().authenticate_credentials(token)
        except UnicodeDecodeError as fault:
            raise AuthenticationFailed("Invalid token.") from fault


class ApiTokenScheme(KnoxTokenScheme):
    target_class = "hiring.accounts.authentication.ApiTokenAuthentication"
    name = "token"
