"""The interview plan, the interviews, and the scorecards with their blind rule.

What the marks add up to is for decisions."""
