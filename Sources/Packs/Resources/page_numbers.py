"""Keeps the page numbers of links right, in as few rounds of layout as that takes.

WeasyPrint lays pages out in rounds until the page numbers that they show are those that they have. WeasyPrint 70 doesn't
look at the number of a link again when what it leads to moves in a later round, and it makes all pages with links once more
only because it has learned how many pages there are. Here, after each round, all numbers are looked at, and the pages on
which one has changed are made anew.
"""

from functools import partial

import weasyprint.css.targets as targets
import weasyprint.layout as layout

# What stands for a number before any is known: as long as most, so that little moves when the right ones are there.
GUESS = 88


def keep_right():
    """Has WeasyPrint make as many rounds as it takes and no more."""
    layout.make_all_pages = partial(_make_all_pages, layout.make_all_pages)
    targets.CounterLookupItem = _Lookup
    targets.TargetLookupItem = _Target


def _make_all_pages(make, context, root_box, html, pages):
    made = list(make(context, root_box, html, pages))
    for (box, what), lookup in context.target_collector.counter_lookup_items.items():
        if what == "content" and lookup.page_maker_index is not None:
            before = _text(box)
            lookup.parse_again(lookup.cached_page_counter_values)
            if _text(box) != before:
                context.page_maker[lookup.page_maker_index][-1]["content_changed"] = True
    return made


def _text(box):
    return "".join(getattr(part, "text", "") for part in box.descendants())


class _Target(targets.TargetLookupItem):
    """A place that has a name, with the counters of its page."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.cached_page_counter_values = {"page": [GUESS]}


class _Lookup(targets.CounterLookupItem):
    """A text that shows counters of pages, with the values that it was made with."""

    @property
    def cached_page_counter_values(self):
        return self._values

    @cached_page_counter_values.setter
    def cached_page_counter_values(self, values):
        self._values = dict(values) if "pages" in self.missing_counters else _WithoutTotal(values)


class _WithoutTotal(dict):
    """Counters of pages that are the same whatever the total number of pages is."""

    def __eq__(self, other):
        return {**self, "pages": 0} == {**other, "pages": 0}

    def __ne__(self, other):
        return not self == other
