"""The statistics as one page for a browser: drawings in SVG, tables beneath, nothing loaded from anywhere."""
