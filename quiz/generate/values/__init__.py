"""Dates and quantities as articles write them."""
