"""Draws charts as text. Pure: a chart and a size in, pieces of lines out; no colour and no escape codes.

What a piece is says its role, which a screen may give a colour; the signs alone tell the same.
"""
