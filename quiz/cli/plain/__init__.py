"""A session line by line, for screen readers, pipes, slow links and terminals that cannot be painted on."""
