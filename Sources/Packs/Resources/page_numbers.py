"""Keeps the page numbers of links right, in as few rounds of layout as that takes.

WeasyPrint lays pages out in rounds until the page numbers that they show are those that they have. WeasyPrint 70 doesn't
look again at the number of a link that is named by an attribute, and it makes all pages with links once more only because it has
learned how many pages there are. Here it does look; and a number that is as wide as the one that stood for it takes its place.
Only pages on which that can't be done are made anew.
"""

import re
from collections import defaultdict
from functools import partial

import weasyprint.css.targets as targets
import weasyprint.document as document
import weasyprint.layout as layout
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import split_first_line

# What stands for a number before any is known: as long as most, so that little moves when the right ones are there.
GUESS = 88


def keep_right():
    """Has WeasyPrint make as many rounds as it takes and no more."""
    layout.make_all_pages = partial(_make_all_pages, layout.make_all_pages)
    targets.CounterLookupItem = _Lookup
    targets.TargetLookupItem = _Target


def continue_from(number, known):
    """Has the next document begin behind a page number, and refer to places of which the pages are known and that it hasn't itself."""
    initialize, collector = layout.initialize_page_maker, targets.TargetCollector

    def continued(context, root_box):
        initialize(context, root_box)
        context.page_maker[0][3][1]["page"] = [number]

    def collecting():
        made = collector()
        made.target_lookup_items.update((name, _Elsewhere(page)) for name, page in known.items())
        return made

    layout.initialize_page_maker = continued
    document.TargetCollector = collecting


def _make_all_pages(make, context, root_box, html, pages):
    collector = context.target_collector
    lookups = collector.counter_lookup_items
    for (box, _), lookup in lookups.items():
        _name_targets(lookup, box)
    shows_totals = any("pages" in counters for item in lookups.values() for counters in item.missing_target_counters.values())
    for target in collector.target_lookup_items.values():
        target.is_total_shown = shows_totals
    made = []
    for page in make(context, root_box, html, pages):
        made.append(page)
        # Whatever leads back to this page is laid out with its number.
        for lookup in lookups.values():
            if lookup.pending:
                lookup.pending = False
                lookup.parse_again(lookup.cached_page_counter_values)
    for number, (page, (*_, state)) in enumerate(zip(made, context.page_maker), 1):
        # What shows the total of another page is made anew as WeasyPrint does, in a round of its own.
        if state["content_changed"] and not shows_totals and not _has_other_notes(number, context):
            state["content_changed"] = not _fill_in(page, context, lookups)
    return made


def _name_targets(lookup, box):
    """Tells what a text refers to by an attribute: WeasyPrint 70 doesn't know, and so not that its number has changed."""
    counters = lookup.missing_target_counters.pop(None, [])
    for kind, value in box.style["content"] if counters else ():
        if kind in ("target-counter()", "target-counters()") and value[0][0] == "attr()":
            address = box.element.get(value[0][1][0]) or ""
            lookup.missing_target_counters[address.removeprefix("#")] = counters


def _has_other_notes(number, context):
    """Whether notes have been found while a page was made, for which it has no room: another reason to make it anew."""
    running = (pages.get(number, ()) for pages in context.running_elements.values())
    return any(element.is_note() for elements in running for element in elements)


def _fill_in(page, context, lookups):
    """Shows the numbers that are known now on a page as it is, if all its lines stay as long as they are; tells whether they do."""
    shown = defaultdict(list)
    for box in page.descendants(placeholders=True):
        if box.missing_link and (box.missing_link, "content") in lookups:
            shown[box.missing_link].append(box)
    changes = []
    for source, parts in shown.items():
        old, new = [text for part in parts for text in _texts(part)], _texts(source)
        if len(parts) > 1 and _words(source) != "".join(text.text for text in old) or len(old) != len(new):
            return False
        for text, other in zip(old, new):
            # A blank at the end of a line is gone.
            words = text.text.replace(text.text.strip(), other.text.strip())
            if words == text.text:
                continue
            if _without_numbers(words) != _without_numbers(text.text) or text.justification_spacing:
                return False
            line, _, _, width, _, _ = split_first_line(words, text.style, context, None, 0)
            if width != text.width:
                return False
            changes.append((text, words, line))
    for text, words, line in changes:
        text.text, text.pango_layout = words, line
    return True


def _texts(box):
    return [part for part in box.descendants() if isinstance(part, boxes.TextBox)]


def _words(box):
    return "".join(text.text for text in _texts(box))


def _without_numbers(text):
    return re.sub(r"\d+", "0", text)


class _Counted:
    """What keeps the counters of its page, to see whether they are others in a later round."""

    is_total_shown = False

    @property
    def cached_page_counter_values(self):
        return self._values

    @cached_page_counter_values.setter
    def cached_page_counter_values(self, values):
        self._values = dict(values) if self.is_total_shown else _WithoutTotal(values)


class _Target(_Counted, targets.TargetLookupItem):
    """A place that has a name."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        # WeasyPrint 70 compares it with 0, be it that the place is on a later page.
        self.page_maker_index = -1
        self.cached_page_counter_values = {"page": [GUESS]}


class _Elsewhere(_Target):
    """A place in another part of the pack."""

    cached_counter_values = {}

    def __init__(self, page):
        super().__init__("up-to-date")
        self.target_box = self
        self.cached_page_counter_values = {"page": [page]}


class _Lookup(_Counted, targets.CounterLookupItem):
    """A text that shows counters of pages, with the values that it was made with."""

    @property
    def is_total_shown(self):
        return "pages" in self.missing_counters


class _WithoutTotal(dict):
    """Counters of pages that are the same whatever the total number of pages is."""

    def __eq__(self, other):
        return {**self, "pages": 0} == {**other, "pages": 0}

    def __ne__(self, other):
        return not self == other
