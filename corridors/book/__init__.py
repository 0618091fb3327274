"""What the built pages need beyond Jupyter Book: the builder, and the extensions of Sphinx."""
