"""Roles, levels, skills with their anchors, and the question bank: what Rolecall knows about the work.

Openings copy what they use from here; nothing here knows of them."""
