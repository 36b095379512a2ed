"""Work as rows: jobs with state, lease and progress, and the files they make.

The message broker only hints that a row is due; the sweep finds whatever a hint lost."""
