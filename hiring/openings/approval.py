"""When an approval needs a recorded reason. Values only."""


def pay_doubts(passport, *, has_range):
    """Sentences on the figures that a pay range was proposed from: too old, or too few. `passport` as pay_proposal gives it."""
    if not has_range:
        return []
    doubts = []
    if passport.get("is_stale"):
        doubts.append(f"The pay figures end on {passport['as_of']}, more than a year ago.")
    if passport.get("confidence") in ("low", "insufficient"):
        doubts.append(f"The pay range rests on few figures ({passport['confidence_reason']}).")
    if not passport.get("source"):
        doubts.append("The pay range has no figures on file behind it.")
    return doubts


def pay_slip(passport, *, low, high, currency):
    """A sentence where the middle of the range is under half or over twice what the figures gave, else ""."""
    proposed = passport.get("midpoint")
    if not proposed or not low or not high or currency != passport.get("pay_currency") or 0.5 <= (low + high) / 2 / proposed <= 2:
        return ""
    return f"The range is {low:,.0f} to {high:,.0f} {currency} a year; the figures gave {passport['low']:,} to {passport['high']:,}."


def exceptions_needed(*, is_author, doubts, broken=()):
    """What the approver has to give a reason for; empty when the approval needs none. `broken`: pay rules, as sentences."""
    own = ["You wrote this version yourself."] if is_author else []
    return [*own, *doubts, *broken]
