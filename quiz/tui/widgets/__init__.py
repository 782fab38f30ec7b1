"""Widgets that know no collection: values go in by their methods, messages come out."""
