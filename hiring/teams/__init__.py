"""Teams, their members and who leads them; which steps of the work a team covers.

The recommendation of a next hire lives here; the opening made from it does not."""
