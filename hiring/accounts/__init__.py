"""The people who use Rolecall, the company, who may do what, and the trail of who did it.

Knows nothing of openings: rights on one opening are that opening's memberships."""
