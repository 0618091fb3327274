"""`python -m corridors.book` builds the book in the current folder."""

import sys

from corridors.book.build import main

if __name__ == "__main__":  # a process that starts kernels imports this module again
    sys.exit(main(sys.argv[1:]))
