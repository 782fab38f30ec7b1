"""The command line: one file per command, each holding options, one call into the core, and printing."""
