"""What `make bench` measures: the explorers in the page, in a kernel, and against the stock way."""
