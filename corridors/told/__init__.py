"""What the sentences say: the numbers of the prose, a module a chapter.

A function computes the numbers of a paragraph or two from tables and hands each over with the rows
it comes from. Its names are the chapter's: no two numbers of a page have one name.
"""
