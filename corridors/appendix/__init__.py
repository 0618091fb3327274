"""A module a page of the appendix."""
