"""What the chapters are about: tables in, tables out, nothing drawn. A module a subject."""
