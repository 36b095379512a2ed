"""What every guarded write raises when it comes second."""


class Conflict(Exception):
    """Someone else saved in between; `theirs` is what stands now."""

    def __init__(self, theirs):
        super().__init__("changed by someone else")
        self.theirs = theirs
