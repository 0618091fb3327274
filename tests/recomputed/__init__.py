"""The numbers of the book thought out a second time, from the CSV and the words alone.

Nothing here shares code with `corridors`: a mistake there cannot repeat itself here.
"""
