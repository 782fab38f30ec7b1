"""One template per file, all of one shape; `quiz.generate.rules.table` lists them."""
