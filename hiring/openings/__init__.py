"""An opening, its members, its rubric and its job description from draft to approved version.

Who is interviewed, and how, is left to candidates and interviews."""
