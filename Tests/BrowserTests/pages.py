"""Pages in a browser, and what was done with them."""


def open_page(context, url):
    """Opens a page and marks it, so that one can tell whether it is loaded again."""
    page = context.new_page()
    page.goto(url)
    page.evaluate("window.isMarked = true")
    return page


def is_as_opened(page):
    """Whether a page has never been loaded again."""
    return page.evaluate("window.isMarked === true")


def hide(page, is_hidden=True):
    """Lets a page believe that another one lies over it: a browser without a window takes all its pages to be seen."""
    page.evaluate(
        """isHidden => {
          Object.defineProperty(document, "hidden", {value: isHidden, configurable: true});
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        is_hidden,
    )
