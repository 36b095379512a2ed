"""People who apply, their applications and files, the stages they move through, and their erasure.

Interviews and scores are kept elsewhere and refer to an application."""
