"""The command line: one file per command, each holding options, one call into the core, and printing."""

import gc

# Loading a program makes much that stays and hardly any garbage: looking for it every 700 objects only takes time.
gc.set_threshold(20_000)
