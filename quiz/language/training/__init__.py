"""The recipe that made the shipped weights; never imported when quiz runs. See MODEL.md beside this folder."""
