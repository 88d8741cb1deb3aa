"""Reads shared by pages and API: plain data of one day, in a fixed number of questions."""
