"""Words that someone typed into an address, made fit for a database."""


def searched(text: str) -> str:
    """What is searched for: at most 100 characters, without the NUL that PostgreSQL refuses to be asked for.

    >>> searched("  Ada\\0 L. ")
    'Ada L.'
    """
    return text.replace("\0", "").strip()[:100]
