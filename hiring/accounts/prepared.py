"""Queries whose SQL is made once for each kind of viewer.

Django takes ten times as long to build a query with our access rules in it as the database takes to answer it. A function that
builds one for a viewer and some keys is therefore called with stand-ins for them, and the values are put in their place after:

    @prepared
    def cards_of(user, application):
        return Scorecard.objects.visible_to(user).filter(interview__application=application).values_list("pk", "recommendation")

    cards_of(request.user, application.pk)  # A list.

The SQL is made anew for users with other `User.RIGHTS`. A rule that asks more of a stand-in than these, its key and its address,
or that changes a value before it is asked for, fails at the first call.
"""

from copy import copy
from datetime import UTC, datetime
from functools import wraps

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections

from .models import User

# By the type of a value. Numbers fit the smallest column; whoever strips or lowers a text is found out.
STAND_INS = {
    int: lambda turn, place: 10_000 * turn + place,
    str: lambda turn, place: f" Stand-in {turn}.{place} ",
    datetime: lambda turn, place: datetime(1990 + turn, 1, 1 + place, tzinfo=UTC),
}


def prepared(build):
    """A function like `build`, which gives the rows of its queryset as a list."""
    made = {}

    @wraps(build)
    def rows(*arguments):
        kind = (connection.vendor, *map(_kind, arguments))
        if kind not in made:
            made[kind] = _made(build, arguments)
        return made[kind]([value for argument in arguments for value in _values(argument)])

    return rows


def _kind(argument):
    return tuple(getattr(argument, right) for right in User.RIGHTS) if isinstance(argument, User) else type(argument)


def _values(argument):
    return (argument.pk, argument.email) if isinstance(argument, User) else (argument,)


def _made(build, arguments):
    """A function from values to rows. Two makings with different stand-ins show which of the parameters are theirs."""
    try:
        (queryset, compiler, sql, parameters), stood_in = _compiled(build, arguments, 1)
        (*_, same, others), stood_in_again = _compiled(build, arguments, 2)
    except EmptyResultSet:
        return lambda values: []
    stands = list(zip(stood_in, stood_in_again, strict=True))
    differing = [(place, pair) for place, pair in enumerate(zip(parameters, others, strict=True)) if pair[0] != pair[1]]
    if sql != same or not all(pair in stands for _, pair in differing):
        raise TypeError(f"{build.__name__} changes a value before it asks for it.")
    number_at = {place: stands.index(pair) for place, pair in differing}

    def rows(values):
        filled = list(parameters)
        for place, number in number_at.items():
            filled[place] = _adapted(values[number])
        again = copy(compiler)
        again.connection, again.as_sql = connections[connection.alias], lambda *_, **__: (sql, tuple(filled))
        found = queryset.all()
        found.query.get_compiler = lambda *_, **__: again
        return list(found)

    return rows


def _compiled(build, arguments, turn):
    """The queryset for stand-ins, its compiler, SQL and parameters; and the stand-ins, as they stand among the parameters."""
    stood_in = []

    def stand_in(value):
        stood_in.append(STAND_INS[type(value)](turn, len(stood_in)))
        return stood_in[-1]

    queryset = build(*(_viewer(argument, stand_in) if isinstance(argument, User) else stand_in(argument) for argument in arguments))
    compiler = queryset.query.get_compiler(connection.alias)
    return (queryset, compiler, *compiler.as_sql()), [_adapted(value) for value in stood_in]


def _viewer(user, stand_in):
    """A user of the same rights, who is nobody: whatever else is asked of them is looked up and not found."""
    known = {"id": stand_in(user.pk), "email": stand_in(user.email)} | {right: getattr(user, right) for right in User.RIGHTS}
    return User.from_db(None, known, [known[column.attname] for column in User._meta.concrete_fields if column.attname in known])


def _adapted(value):
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
