"""Questions of the bank that rest on one idea: whoever has met the first has half answered the second. No Django.

Declared by reading, not computed: the two that turn on a whole moving against its parts share hardly a word.
"""

from collections.abc import Iterable
from itertools import combinations

IDEAS = {
    "a whole that moves against its parts": ("retention-calls-look-harmful", "total-falls-while-parts-rise", "weekly-report-that-disagrees"),
    "base rates of rare events": ("flags-in-a-hundred-claims", "fraud-npv-trap", "ninety-five-percent-accurate"),
    "the best of many tries flatters": ("winner-of-forty-runs", "best-of-fifty", "lucky-winner"),
    "extremes fall back": ("worst-stores-coached", "lucky-winner"),
    "small groups at both ends": ("three-branches-and-their-returns", "small-branches-on-top"),
    "many tests, some hits": ("sixty-drift-alarms", "patterns-in-twenty-thousand"),
    "is a small gain real": ("sixteen-rows-better", "five-seeds", "supplier-withdraws-the-model"),
    "how long a test must run": ("checkout-sample-size", "measure-you-can-see-in-time"),
    "the label inside the feature": ("encoded-by-its-own-label", "leak-in-a-review"),
    "what was known at the time": ("segment-at-time-of-order", "known-at-the-time"),
    "a step of the gradient by hand": ("log-loss-slope", "two-steps-by-hand"),
    "a matrix that cannot be inverted": ("singular-covariance", "small-determinant-trap"),
    "more labels or not": ("buy-more-labels", "eight-hundred-letters"),
    "what fits on a card": ("does-it-fit-the-card", "small-adapters", "memory-of-seven-billion"),
    "layers of an image": ("dockerfile-cache-order", "layers-that-do-not-shrink", "review-a-dockerfile"),
    "replicas under load": ("autoscaler-behind-traffic", "replicas-with-littles-law", "rolling-update-capacity"),
    "memory of a container": ("workers-in-eight-gibibytes", "pods-per-node"),
    "a rented machine's price": ("cost-across-the-day", "rent-by-the-hour-or-the-year"),
    "gaps in a handover": ("gaps-in-a-handover-contract", "release-plan-from-handover", "open-fields-on-friday"),
    "doing it twice does no harm": ("retry-without-double-posting", "rerun-safe-daily-load"),
    "two at the same moment": ("two-workers-one-item", "race-in-a-feature-cache"),
    "events late and twice": ("dedupe-late-events", "points-in-any-order"),
    "a path for card payments": ("design-card-fraud-features", "design-fraud-scoring-path"),
    "a promise of delivery": ("delivery-slot-from-past-errors", "delivery-promise"),
    "what a table gives away": ("small-cells-in-a-release", "anonymous-until-counted"),
    "what waiting costs": ("order-by-cost-of-delay", "plan-a-quarter"),
    "goals that pull apart": ("two-heads-and-one-model", "shared-target-between-rivals"),
    "machine learning for this company": ("strategies-for-this-company", "ml-strategy-for-this-company", "ml-strategy-here"),
    "keeping up": ("keeping-up-with-developments", "something-new-tried-on-own-work", "something-new-you-tested", "development-you-passed-over"),
    "two years from now": ("able-to-do-next", "the-next-two-years", "goals-and-steps-taken"),
    "a no to someone": ("a-no-that-held", "what-you-stopped"),
    "a review that found something": ("peer-review-of-a-talk", "review-that-changed-something"),
    "a mean of means": ("average-of-the-averages", "mean-of-batch-means"),
    "scores gone wrong at night": ("every-score-the-same", "live-model-fails-at-dawn"),
    "strangers' words and an agent's rights": ("instructions-inside-the-ticket", "what-the-agent-may-do"),
    "too much on a slide": ("three-slides-for-the-board", "slide-with-forty-numbers"),
}  # fmt: skip
COUSINS = frozenset(frozenset(pair) for slugs in IDEAS.values() for pair in combinations(slugs, 2))


def is_near(slug: str, asked: Iterable[str]) -> bool:
    """Whether a question rests on an idea that is asked about already.

    >>> is_near("best-of-fifty", ["sql-window", "lucky-winner"]), is_near("best-of-fifty", ["worst-stores-coached"])
    (True, False)
    """
    return any(frozenset((slug, other)) in COUSINS for other in asked)
