"""Pages of the ranking, the debrief, the decisions and the reports."""
