"""Debrief, comparison, the recorded decision, fairness report."""
