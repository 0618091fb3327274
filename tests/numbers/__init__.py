"""The numbers that readers see, page by page, as files in which a change shows in review."""
