"""Ranking, debrief, and the recorded decision with the evidence it was made on.

Marks are read through `visible_to` of interviews alone; the arithmetic is in assessment. A score never moves anyone."""
