"""Two to four role-levels side by side: what they are, what they ask for, what they are offered.

Roles are the catalogue's and figures are those of salaries; here is only what is said of them together."""
