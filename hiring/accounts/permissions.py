"""Who may open which door, by their part in the company."""

from functools import wraps

from django.core.exceptions import PermissionDenied


def allowed(rule):
    """A decorator for views that only those open of whom `rule(user)` is true."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not rule(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


admin_required = allowed(lambda user: user.is_admin)
opener_required = allowed(lambda user: user.may_open_positions)
