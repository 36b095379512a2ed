"""Queries whose SQL is made once for each kind of viewer.

Django takes ten times as long to build a query with our access rules in it as the database takes to answer it. A function that
builds one for a viewer and some keys is therefore called with stand-ins for them, and the values are put in their place after:

    @prepared
    def cards_of(user, application):
        return Scorecard.objects.visible_to(user).filter(interview__application=application).values_list("pk", "recommendation")

    cards_of(request.user, application.pk)  # A list.

The SQL is made anew for users with other `User.RIGHTS`, and for other keyword arguments, which are given to `build` as they are:
an order, a page. A rule that asks more of a stand-in than its rights, key and address, or that changes a value before it is
asked for, fails at the first call; so does a prefetch, which would keep the stand-ins.
"""

from copy import copy
from datetime import UTC, datetime
from functools import lru_cache, partial, wraps

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.http import Http404

from .models import User

LARGEST = 2**63 - 1  # What a column can hold: an address may name any number.
# By the type of a value. Numbers fit the smallest column; whoever strips or lowers a text is found out.
STAND_INS = {
    int: lambda turn, place: 10_000 * turn + place,
    str: lambda turn, place: f" Stand-in {turn}.{place} ",
    datetime: lambda turn, place: datetime(1990 + turn, 1, 1 + place, tzinfo=UTC),
}


def prepared(build):
    """A function like `build`, which gives the rows of its queryset as a list."""

    @wraps(build)
    def rows(*arguments, **shape):
        values = [value for argument in arguments for value in _values(argument)]
        if any(type(value) is int and abs(value) > LARGEST for value in values):
            return []
        return made(build, tuple(shape.items()), connection.vendor, tuple(map(_kind, arguments)))(values)

    return rows


def first_or_404(rows):
    if not rows:
        raise Http404
    return rows[0]


def _kind(argument):
    """The rights of a user, the type of any other value."""
    return tuple(getattr(argument, right) for right in User.RIGHTS) if isinstance(argument, User) else type(argument)


def _values(argument):
    return (argument.pk, argument.email) if isinstance(argument, User) else (argument,)


@lru_cache(maxsize=1000)
def made(build, shape, vendor, kinds):
    """A function from values to rows. Two makings with different stand-ins show which of the parameters are theirs."""
    build_shaped = partial(build, **dict(shape))
    try:
        (queryset, compiler, sql, parameters), stood_in = _compiled(build_shaped, kinds, 1)
        (*_, same, others), stood_in_again = _compiled(build_shaped, kinds, 2)
    except EmptyResultSet:
        return lambda values: []
    if queryset._prefetch_related_lookups:
        raise TypeError(f"{build.__name__} prefetches.")
    stands = list(zip(stood_in, stood_in_again, strict=True))
    differing = [(place, pair) for place, pair in enumerate(zip(parameters, others, strict=True)) if pair[0] != pair[1]]
    if sql != same or not all(pair in stands for _, pair in differing):
        raise TypeError(f"{build.__name__} changes a value before it asks for it.")
    number_at = {place: stands.index(pair) for place, pair in differing}
    converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])

    def rows(values):
        filled = list(parameters)
        for place, number in number_at.items():
            filled[place] = _adapted(values[number])
        again = copy(compiler)
        again.connection, again.as_sql = connections[connection.alias], lambda *_, **__: (sql, tuple(filled))
        again.get_converters = lambda _: converters
        found = queryset.all()
        found.query.get_compiler = lambda *_, **__: again
        return list(found)

    return rows


def _compiled(build, kinds, turn):
    """The queryset for stand-ins, its compiler, SQL and parameters; and the stand-ins, as they stand among the parameters."""
    stood_in = []

    def stand_in(kind):
        stood_in.append(STAND_INS[kind](turn, len(stood_in)))
        return stood_in[-1]

    stands = [_viewer(kind, stand_in) if isinstance(kind, tuple) else stand_in(kind) for kind in kinds]
    with connection.execute_wrapper(_nothing_read):
        queryset = build(*stands)
    compiler = queryset.query.get_compiler(connection.alias)
    return (queryset, compiler, *compiler.as_sql()), [_adapted(value) for value in stood_in]


def _nothing_read(execute, sql, *rest):
    """What a stand-in may see would be kept for everybody."""
    raise TypeError(f"Rows are read while the query is built; only the query itself may ask for them: {sql[:200]}")


def _viewer(rights, stand_in):
    """A user of these rights, who is nobody: whatever else is asked of them is looked up and not found."""
    known = {"id": stand_in(int), "email": stand_in(str), **dict(zip(User.RIGHTS, rights, strict=True))}
    return User.from_db(None, known, [known[column.attname] for column in User._meta.concrete_fields if column.attname in known])


def _adapted(value):
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
