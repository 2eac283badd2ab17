"""The exit codes."""

CLEAN, FOUND, FAILED = 0, 1, 2
"""Nothing to report, findings, and a job that could not be done."""

INTERRUPTED = 130
