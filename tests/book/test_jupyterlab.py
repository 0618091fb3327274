"""The chapters in JupyterLab: their explorers answer there as they do in the page."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter
from PIL import Image
from playwright.sync_api import expect

from corridors import published
from corridors.explore.live import ASLEEP, NOT_RUN
from tests.explore.reader import until

ROOT = Path(__file__).resolve().parent.parent.parent
CHAPTERS = sorted(path.name for path in (ROOT / "chapters").glob("0*.ipynb"))
CONTROLS = "[role=slider], .widget-dropdown select, .widget-radio input, .widget-checkbox input"
PATIENCE = 300_000
"""Milliseconds for a kernel to start, or a notebook to run, on a slow machine."""
SOON = 20_000
"""Milliseconds for JupyterLab to answer."""

KERNEL_IS_READY = """() => {
  const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
  return kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""

LISTEN = """() => {
  const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
  // comms have a thread of their own in the kernel: only its answers to them tell that it is done
  window.unanswered = new Set();
  kernel.anyMessage.connect((_, { msg, direction }) => {
    if (direction === "send" && msg.header.msg_type === "comm_msg")
      window.unanswered.add(msg.header.msg_id);
    if (msg.header.msg_type === "status" && msg.content.execution_state === "idle")
      window.unanswered.delete(msg.parent_header.msg_id);
  });
}"""

KERNEL_HAS_ANSWERED = """async () => {
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  // a widget holds a change back until the last is answered, and draws in the frame after
  for (let quiet = 0; quiet < 5; quiet += 1) {
    if (window.unanswered.size) quiet = -1;
    await frame();
  }
  return true;
}"""

SHOWN = """(output) => {
  const chart = output.querySelector("svg[role=img]");
  const sentences = [...output.querySelectorAll("p")].filter((p) => p.checkVisibility());
  return [chart.ariaLabel, sentences.map((p) => p.textContent), chart.innerHTML];
}"""

SAID = """(output) => [...output.querySelectorAll("[role=slider]")].map((handle) => [
  handle.ariaLabel, handle.getAttribute("aria-valuetext"),
  handle.closest(".widget-slider").querySelector(".widget-label").textContent,
  handle.closest(".widget-slider").querySelector(".widget-readout").textContent,
])"""

SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # cells out of sight are there as well
    "apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab on a copy of the chapters, without a token or settings."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "chapters", folder / "chapters")
    for name, settings in SETTINGS.items():
        file = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(settings), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"]
    command += ["--ServerApp.port_retries=0", "--IdentityProvider.token="]
    command += [f"--ServerApp.root_dir={folder / 'chapters'}"]
    command += ["--LabApp.expose_app_in_browser=True", "--LabApp.extension_manager=readonly"]
    environment = {
        **os.environ,
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
    }
    environment.pop("BOOK_FACE", None)
    with (folder / "log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        yield answering(f"http://127.0.0.1:{port}", server, folder / "log")
    finally:
        server.terminate()
        server.wait(30)


def answering(address, server, log):
    """The address, once JupyterLab answers there."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/api/status", timeout=5):
                return address
        except OSError:
            assert server.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.2)
    pytest.fail(f"JupyterLab does not answer.\n{log.read_text(encoding='utf-8')}")


def test_there_are_explorers_to_answer(book):
    pages = [(book / "chapters" / name).with_suffix(".html") for name in CHAPTERS]
    with_controls = ['class="explorer-form"' in page.read_text(encoding="utf-8") for page in pages]
    assert sum(with_controls) > len(pages) / 2


@pytest.fixture(params=CHAPTERS)
def notebook(request, page, lab):
    """A chapter, open in JupyterLab, with every cell run."""
    return opened(page, lab, request.param)


def opened(page, lab, name):
    """A notebook in JupyterLab with every cell run."""
    page.set_default_timeout(SOON)
    # a workspace of its own: the default one opens what was open before as well
    page.goto(f"{lab}/lab/workspaces/{Path(name).stem}/tree/{name}")
    panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    page.wait_for_function(KERNEL_IS_READY, timeout=PATIENCE)
    run_all(panel)
    return panel


def chosen(page, menu, entry):
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.locator(".lm-Menu-item").get_by_text(entry, exact=True).click()


def run_all(panel):
    chosen(panel.page, "Run", "Run All Cells")
    failed = panel.locator("[data-mime-type='application/vnd.jupyter.error']")
    ran = panel.locator(".jp-CodeCell").last.get_by_text(re.compile(r"^\[\d+\]:$"))
    ran.or_(failed).first.wait_for(timeout=PATIENCE)
    expect(failed).to_have_text([])
    expect(panel.locator("[data-mime-type='application/vnd.jupyter.stderr']")).to_have_text([])


def sets(output, *, last):
    """Every control of an explorer to its first or its last value, its fold open."""
    closed = ".jupyter-widget-Collapse:not(.jupyter-widget-Collapse-open)"
    folds = output.locator(f"{closed} > .jupyter-widget-Collapse-header")
    while folds.count():
        folds.first.click()
    for handle in output.locator("[role=slider]").all():
        handle.press("End" if last else "Home")
    for choice in output.locator(".widget-dropdown select").all():
        choice.select_option(index=choice.locator("option").count() - 1 if last else 0)
    for group in output.locator(".widget-radio").all():
        group.locator("input").nth(-1 if last else 0).check()
    for box in output.locator(".widget-checkbox input").all():
        box.set_checked(last)


def answers_as_a_page(output):
    """Marks are read by arrow keys, sliders say their values, what moved is said."""
    for name, value, label, readout in output.evaluate(SAID):
        assert (name, value) == (label, readout)
    view, spoken = output.locator(".explore-view"), output.locator(".explore-spoken")
    reading = output.locator(".explore-reading")
    sentence = output.locator(".explore-sentence").inner_text()
    expect(spoken).to_have_text(sentence)  # a while after the last change
    heard = []
    for key in ("ArrowRight", "ArrowRight", "End"):
        view.press(key)
        expect(reading).to_be_visible()
        heard.append(reading.inner_text())
        expect(spoken).to_have_text(heard[-1])
    assert len(set(heard)) > 1, "the arrow keys read one mark after the other"
    view.press("Escape")
    expect(reading).to_be_hidden()


def saves_an_image(output, folder):
    with output.page.expect_download() as saved:
        output.get_by_role("button", name="PNG").click()
    saved.value.save_as(folder / "chart.png")
    with Image.open(folder / "chart.png") as image:
        assert image.format == "PNG" and image.width == 1280, "twice the width that a page shows"
        assert len(image.convert("RGB").getcolors(1 << 20)) > 50, "nothing is drawn on it"


@pytest.mark.slow
def test_explorers_answer_in_jupyterlab_and_outputs_do_not_stack(notebook, book, tmp_path):
    notebook.page.evaluate(LISTEN)
    controls = notebook.page.locator(CONTROLS)
    outputs = notebook.locator(".jp-Cell-outputArea").filter(has=controls)
    chapter = Path(notebook.page.url).stem
    on_page = (book / "chapters" / f"{chapter}.html").read_text(encoding="utf-8")
    expect(outputs, "all show their controls").to_have_count(on_page.count('class="explorer-form"'))
    for output in outputs.all():
        charts = []
        for last in (False, True):
            sets(output, last=last)
            notebook.page.wait_for_function(KERNEL_HAS_ANSWERED)
            label, sentences, chart = output.evaluate(SHOWN)  # at once: the next may be on its way
            assert label in sentences
            charts.append(chart)
            expect(output.locator("svg[role=img]")).to_have_count(1)
            children = output.locator("> .jp-OutputArea-child")
            expect(children).to_have_count(2)  # one is the picture that is saved, and is covered
            expect(children.filter(visible=True)).to_have_count(1)
        assert charts[0] != charts[1], "the chart did not follow the controls"
        answers_as_a_page(output)
        saves_an_image(output, tmp_path)


def restarted(page):
    chosen(page, "Kernel", "Restart Kernel…")
    page.locator(".jp-Dialog .jp-mod-accept").click()


def shut_down(page):
    chosen(page, "Kernel", "Shut Down Kernel")


def killed(page):
    page.evaluate("""() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel
      .requestExecute({ code: "import os; os._exit(1)" }) && null""")
    page.locator(".jp-Dialog .jp-mod-accept").click()  # JupyterLab says that it starts another


def reset(explorer):
    explorer.get_by_role("button", name="Reset").click()


def answers(explorer):
    """Its chart follows a control."""
    chart = explorer.locator("svg[role=img]")
    said = chart.get_attribute("aria-label")
    move(explorer)
    expect(chart).not_to_have_attribute("aria-label", said, timeout=SOON)


def move(explorer):
    """Put the first control to a value that it did not have."""
    control = explorer.locator("[role=slider], select").first
    control.scroll_into_view_if_needed()
    if control.evaluate("control => control.tagName") == "SELECT":
        now = control.evaluate("select => select.selectedIndex")
        control.select_option(index=0 if now else 1)
    else:
        value = control.get_attribute("aria-valuenow")
        control.press("Home")
        if control.get_attribute("aria-valuenow") == value:
            control.press("End")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["appendix/cookbook.ipynb", "06_conclusion.ipynb"])
def test_controls_without_a_kernel_say_how_they_are_woken_and_are_woken_so(name, lab, page):
    panel = opened(page, lab, name)
    explorer = panel.locator(".explore-explorer").first
    alert = explorer.locator(".explore-alert")
    for stops in (restarted, killed, shut_down):
        answers(explorer)
        expect(alert).to_be_empty()
        stops(page)
        for act in (move, reset):
            act(explorer)
            expect(alert).to_have_text(ASLEEP, timeout=SOON)
            expect(alert).to_be_in_viewport()
        if stops is not shut_down:  # after which JupyterLab asks which kernel it shall be
            run_all(panel)


MOST_SAVED = 1_500_000
"""Bytes of a chapter that was run and saved: what a code host still shows."""
LOADED = """[...document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden)")
  .querySelectorAll(".jp-OutputArea img")]
  .filter((image) => image.complete && image.naturalWidth && image.checkVisibility()).length"""


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A chapter that was run and saved, by a kernel that has gone since."""
    file = tmp_path_factory.mktemp("saved") / "saved.ipynb"
    chapter = ROOT / "chapters" / "06_conclusion.ipynb"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("BOOK_FACE", None)
    convert = ["-m", "nbconvert", "--execute", "--to", "notebook", "--output", str(file)]
    subprocess.run([sys.executable, *convert, str(chapter)], env=environment, check=True)
    return file


def figures_of(chapter):
    return [place for place in published.places().values() if chapter in place.page]


@pytest.mark.slow
def test_a_saved_chapter_is_light_and_an_export_of_it_has_all_pictures(saved):
    text = saved.read_text(encoding="utf-8")
    assert len(text) < MOST_SAVED
    exported, _ = HTMLExporter().from_notebook_node(nbformat.reads(text, as_version=4))
    assert exported.count('src="data:image/svg+xml') == len(figures_of("06_conclusion"))
    assert exported.count(NOT_RUN) == text.count("widget-view+json") > 0


@pytest.mark.slow
def test_a_saved_chapter_that_nobody_trusts_has_its_pictures_when_it_is_opened(saved, lab, page):
    page.goto(f"{lab}/lab/workspaces/again")
    page.wait_for_function("() => window.jupyterapp?.serviceManager?.isReady", timeout=PATIENCE)
    page.evaluate(
        """(content) => window.jupyterapp.serviceManager.contents.save("again.ipynb",
          { type: "notebook", format: "json", content })""",
        json.loads(saved.read_text(encoding="utf-8")),
    )
    page.goto(f"{lab}/lab/workspaces/again/tree/again.ipynb")
    panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    expect(panel.get_by_text(NOT_RUN).first).to_be_attached(timeout=PATIENCE)
    expect(panel.locator(".jp-OutputArea svg[role=img]")).to_have_count(0)
    until(page, LOADED, len(figures_of("06_conclusion")))
