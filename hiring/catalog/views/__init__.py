"""`reading` is open to everyone who is signed in, `editing` to admins."""
