"""What axe-core objects to on a page."""

from axe_playwright_python.sync_playwright import Axe

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
RUN = """([context, options]) => axe.run(context || document, options).then((found) =>
  found.violations.map((rule) => `${rule.id}: ${rule.nodes[0].html.slice(0, 200)}`))"""


def violations(page, only=None, context=None):
    """Rules that the page (or a part of it, a selector) breaks, each with its first element.

    `only` limits the rules to those of some tags, e.g. `WCAG`; by default all of axe's are asked.
    """
    before = list(page.problems)
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(only)} if only else {})
    page.evaluate(Axe().axe_script)
    found = page.evaluate(RUN, [context, options])
    # axe itself tries inline styles, which the pages' policy refuses.
    page.problems[:] = [p for p in page.problems if p in before or "style" not in p]
    return found
