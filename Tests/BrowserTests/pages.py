"""Pages in a browser, and what was done with them."""

from playwright.sync_api import expect

STYLE = "templates/assets/site.css"


def open_page(context, url):
    """Opens a page and marks it, so that one can tell whether it is loaded again."""
    page = context.new_page()
    page.goto(url)
    page.evaluate("window.isMarked = true")
    return page


def is_as_opened(page):
    """Whether a page has never been loaded again."""
    return page.evaluate("window.isMarked === true")


def catch_up(page, preview, number):
    """Waits until a preview has seen whatever was done before: it shows changes in their order, and this is one more."""
    preview.project.append(STYLE, f"h1 {{ color: rgb(1, 2, {number}); }}\n")
    expect(page.locator("h1")).to_have_css("color", f"rgb(1, 2, {number})")


def hide(page, is_hidden=True):
    """Lets a page believe that another one lies over it: a browser without a window takes all its pages to be seen."""
    page.evaluate(
        """isHidden => {
          Object.defineProperty(document, "hidden", {value: isHidden, configurable: true});
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        is_hidden,
    )
