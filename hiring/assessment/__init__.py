"""Scores, calibration, agreement, adverse impact and the choice of questions: rules on plain values.

Numpy and scipy only. Who may see a number, and where it is kept, is decided in the domains above."""
