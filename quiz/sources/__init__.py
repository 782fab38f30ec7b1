"""Text and Markdown files, folders of them and standard input -> `Article`; one clear sentence for what is none."""
