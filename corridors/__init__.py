"""The Python behind *Three Corridors*."""

__version__ = "0.1.0"
