"""Pay figures with their sources, estimates made from them, and proposals for a range.

Sources stand side by side and are never blended."""
