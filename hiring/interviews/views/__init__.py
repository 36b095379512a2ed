"""Pages of plans, interviews and scorecards."""
