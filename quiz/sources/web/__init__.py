"""Brings pages from the web. Nothing else in quiz opens a connection."""
