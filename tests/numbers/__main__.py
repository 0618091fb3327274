"""Write the numbers that the book tells now, and say which have changed."""

from tests.numbers.kept import FOLDER, changes, keep, kept, now

before, told = kept(), now()
keep(told)
moved = changes(before, told)
print("\n".join(moved))
print(f"{len(moved)} numbers have changed in {FOLDER}.")
