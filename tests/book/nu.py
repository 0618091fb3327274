"""`python -m tests.book.nu` puts every page to the Nu HTML checker, and tells what it calls wrong.

It takes `vnu` where that is installed, or the file that `VNU_JAR` names, with Java (npm's package
`vnu-jar` brings the file). What it calls an error fails; what it advises is counted. It knows no
digests in a policy and no files beside a page, so what it says of the policy is left out:
`tests/book/test_policy.py` asks a browser.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from corridors.paths import BUILT


def checker() -> list[str]:
    """The command that starts the checker."""
    if jar := os.environ.get("VNU_JAR"):
        return ["java", "-Xss8m", "-jar", jar]
    if vnu := shutil.which("vnu"):
        return [vnu]
    raise SystemExit("No Nu checker is here: install vnu, or name its file as VNU_JAR.")


def main() -> int:
    pages = sorted(str(path) for path in (BUILT / "html").rglob("*.html"))
    command = [*checker(), "--format", "json", *pages]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    said = [
        each for each in json.loads(run.stderr)["messages"] if "Security" not in each["message"]
    ]
    wrong = [each for each in said if each["type"] == "error"]
    for each in wrong:
        place = Path(each["url"].removeprefix("file:")).relative_to(BUILT / "html")
        print(
            f"{place}, line {each.get('lastLine')}: {each['message']} {each.get('extract', '')!r}"
        )
    for message, count in Counter(e["message"] for e in said if e not in wrong).most_common():
        print(f"advice, {count} times: {message}")
    print(f"{len(pages)} pages, {len(wrong)} errors.")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
