"""People who apply, their applications and files, and the stages they move through.

Interviews and scores are kept elsewhere and refer to an application."""
