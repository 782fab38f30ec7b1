"""What people have -> `Article`: files, folders, standard input, fetched bytes; one clear sentence for what is none.

`find.read_sources` tells which articles a command line means, `article.read_article` reads one, and
`article.read_bytes` reads what somebody else has fetched. `kinds.KINDS` is the table of what can be read: a new kind is
one module with a function ``read`` and one line there.
"""
