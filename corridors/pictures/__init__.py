"""Draws the tables of the subjects and the claims; computes nothing."""
