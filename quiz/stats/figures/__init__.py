"""The figures about progress, one theme a file: from sums to a `Chart`, without clock, disk or screen."""
