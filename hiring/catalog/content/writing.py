"""YAML as we write it: one form for one content, so that a round trip gives the same bytes."""

import yaml

WIDTH = 120


class _Dumper(yaml.SafeDumper):
    """Long text folded, text of several lines kept as it is, lists indented, no anchors."""

    def ignore_aliases(self, data):
        return True

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


def _text(dumper, text):
    is_block = "\n" in text.rstrip("\n") and not any(line != line.rstrip() for line in text.split("\n"))
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if is_block else None)


_Dumper.add_representer(str, _text)


def dump(content: dict) -> str:
    return yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
