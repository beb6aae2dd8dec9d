"""Keeps each note on the page of its call.

In WeasyPrint 70 a line whose note doesn't fit any more stays where it is, and the note goes to the next page; notes that
are there already are put off to make room for lines; `footnote-policy: line` and `block` put notes off all the same, lose
some, or end with an error. Here a line and the notes that it calls fit on the page together, or both go to the next one, as
the numbers of lines that belong together (`orphans`, `widows`) allow.

It doesn't look at the white space in notes either: each line feed between two items of a list would be a line of its own.
"""

from functools import partial

import weasyprint.document as document
import weasyprint.layout.block as block
from weasyprint import LOGGER
from weasyprint.formatting_structure import boxes

_original = block._linebox_layout


def keep_with_calls():
    """Has WeasyPrint lay out the lines of paragraphs together with their notes."""
    block._linebox_layout = _lay_out_lines
    document.build_formatting_structure = partial(_build, document.build_formatting_structure)


def complain(pages):
    """Tells of notes that are on no page: WeasyPrint forgets those called in what is positioned on the page itself."""
    called, placed = {}, set()
    for page in pages:
        for box in page._page_box.descendants(placeholders=True):
            if box.footnote:
                called[box.footnote.element] = True
            if isinstance(box, boxes.FootnoteAreaBox):
                placed.update(part.element for part in box.descendants())
    for note in called:
        if note not in placed:
            LOGGER.error("A note is called where none can be placed: “%s”", " ".join("".join(note.itertext()).split()))


def _build(build, *arguments):
    """Makes the boxes of a document; those of notes come to the last argument."""
    root = build(*arguments)
    for note in arguments[-1]:
        note.process_whitespace()
        note.process_text_transform()
    return root


# What WeasyPrint hands over and gets back.
def _lay_out_lines(
    context, box, index, child, lines, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins, bottom_space,
    position_y, skip_stack, first_letter_style, first_line_style, draws_bottom, max_lines,
):  # fmt: skip
    if max_lines is not None:
        return _original(
            context, box, index, child, lines, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins,
            bottom_space, position_y, skip_stack, first_letter_style, first_line_style, draws_bottom, max_lines,
        )  # fmt: skip
    position_y += block.collapse_margin(adjoining_margins) if adjoining_margins else 0
    following = block.iter_line_boxes(
        context, child, position_y, bottom_space, skip_stack, box, absolute_boxes, fixed_boxes, first_letter_style,
        first_line_style,
    )  # fmt: skip
    abort, stop, resume_at, notes = False, False, None, []
    for line, resume_at in following:
        line.resume_at = resume_at
        below = box.border_bottom_width + box.padding_bottom if draws_bottom or resume_at is None else 0
        may_break = bool(lines) or not page_is_empty
        if not _fits(context, line, below, bottom_space, may_break, notes) and may_break:
            wanted = _missing_lines(context, following, box.style["widows"] - 1, absolute_boxes, fixed_boxes)
            abort, stop, resume_at = block._break_line(
                context, box, line, lines, wanted, page_is_empty, index, skip_stack, resume_at, absolute_boxes,
                fixed_boxes,
            )  # fmt: skip
            break
        lines.append(line)
        position_y, skip_stack = line.position_y + line.height, resume_at
    if lines:
        resume_at = {index: lines[-1].resume_at}
    return abort, stop, resume_at, position_y, notes, max_lines


def _fits(context, line, below, bottom_space, may_break, notes):
    """Whether a line and its notes fit on the page; puts the notes there, and adds them to `notes`."""
    bottom = line.position_y + line.height + below
    if may_break and context.overflows_page(bottom_space, bottom):
        return False
    called = [part.footnote for part in line.descendants() if part.footnote in context.footnotes]
    notes += called
    overflow = [context.layout_footnote(note) for note in called]
    return not any(overflow) and not context.overflows_page(bottom_space, bottom)


def _missing_lines(context, following, wanted, absolute_boxes, fixed_boxes):
    """How many of the lines that have to come on the next page aren't there."""
    while wanted > 0 and (line := next(following, (None, None))[0]):
        block.remove_placeholders(context, line.children, absolute_boxes, fixed_boxes)
        wanted -= 1
    return wanted
