"""The error for a file from outside that cannot be imported. Imports no Django."""


class SourceError(Exception):
    """Error for a file that cannot be imported: the reason, and the line (from 1) if there is one."""

    def __init__(self, reason: str, line: int | None = None):
        super().__init__(reason)
        self.reason = reason
        self.line = line

    def __str__(self):
        return f"line {self.line}: {self.reason}" if self.line else self.reason
