"""The table of the pages with what became of each."""

import re

TABLE = "# Status\n\n```{nb-exec-table}\n```\n"


def test_the_table_has_the_pages_by_title_in_the_books_order_with_what_became_of_them(small_book):
    small_book.contents("zebra", "ape", "status")
    small_book.notebook("zebra", "1 + 1")
    small_book.notebook("ape", "2 + 2")
    small_book.text("status", TABLE)
    build = small_book.build()
    assert build.returncode == 0, build.stderr
    page = small_book.page("status").read_text(encoding="utf-8")
    body = page.partition("executions")[2].partition("</table>")[0]
    rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    plain = [re.sub(r"<[^>]+>|\s+", " ", row).split() for row in rows]
    assert [row[0] for row in plain] == ["Page", "zebra", "ape"]
    for row, name in zip(plain[1:], ("zebra", "ape"), strict=True):
        assert row == [name, "ran", "to", "its", "end"]
        assert f'href="{name}.html"' in body
