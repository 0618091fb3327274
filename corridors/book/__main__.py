"""`python -m corridors.book` builds the book in the current folder."""

import sys

from corridors.book.build import main

sys.exit(main(sys.argv[1:]))
