"""Pages of candidates: their table and applications, their files, and the import."""
