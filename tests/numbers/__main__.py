"""Write the numbers that the book tells now, and say which have changed."""

from tests.numbers.kept import FOLDER, SHOWN_UNDER, changes, keep, kept, now

before, told = kept(), now()
keep(told)
moved = changes(before, told)
print("\n".join(moved))
if any(SHOWN_UNDER in line for line in moved):
    print(f'"{SHOWN_UNDER} …" is a mark of a table: it moves when any of its cells does.')
print(f"{len(moved)} numbers have changed in {FOLDER}.")
