"""What the API reads: JSON within bounds, so that no body costs more than it says or holds what no column keeps."""

import re

from django.conf import settings
from rest_framework import exceptions
from rest_framework.parsers import JSONParser

UNKEPT = re.compile("[\0\ud800-\udfff]")


class TooLarge(exceptions.APIException):
    status_code = 413
    default_detail = "Send less than {:,} KB at a time."
    default_code = "too_large"


class BoundedJSONParser(JSONParser):
    """JSON of at most MAX_JSON_BYTES, no deeper than the parser goes, without NUL and lone surrogates."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            data = super().parse(_Bounded(stream, settings.MAX_JSON_BYTES), media_type, parser_context)
            _refuse_unkept(data)
        except RecursionError as fault:
            raise exceptions.ParseError("JSON parse error - it is nested too deeply.") from fault
        return data


class _Bounded:
    """A stream that refuses to be read beyond `limit` bytes."""

    def __init__(self, stream, limit):
        self.stream, self.limit, self.taken = stream, limit, 0

    def read(self, size=-1):
        rest = self.limit + 1 - self.taken
        part = self.stream.read(rest if size < 0 else min(size, rest))
        self.taken += len(part)
        if self.taken > self.limit:
            raise TooLarge(TooLarge.default_detail.format(self.limit // 1024))
        return part


def _refuse_unkept(data):
    if isinstance(data, str) and UNKEPT.search(data):
        raise exceptions.ParseError("JSON parse error - a text holds a NUL or half of a surrogate pair, which cannot be stored.")
    if isinstance(data, dict):
        data = [*data, *data.values()]
    if isinstance(data, list):
        for each in data:
            _refuse_unkept(each)
