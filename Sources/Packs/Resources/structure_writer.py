"""Writes the structure of a document into its PDF (ISO 32000-1, section 14.7)."""

import pydyf
import structure

SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}


class StructureWriter:
    """Turns nodes into objects of a PDF."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.marks = {}
        """The elements that marked text belongs to, by page and number."""
        self.annotations = []
        """The elements that annotations belong to."""
        self.notes = {}
        """The elements that are notes, by the ids of their elements of HTML."""
        self.calls = []

    def write(self, root):
        tree = self._object({"Type": "/StructTreeRoot"})
        tree["K"] = pydyf.Array([self._element(root, tree).reference])
        tree["ParentTree"] = self._parent_tree().reference
        tree["ParentTreeNextKey"] = len(self.pdf.page_references) + len(self.annotations)
        for target, call in self.calls:
            if target in self.notes:
                call["Ref"] = pydyf.Array([self.notes[target].reference])
        if self.notes:
            names = sorted((note["ID"].data, note) for note in self.notes.values())
            pairs = [part for _, note in names for part in (note["ID"], note.reference)]
            tree["IDTree"] = self._object({"Names": pydyf.Array(pairs)}).reference
        self._describe_document(tree, root)

    def _object(self, entries):
        made = pydyf.Dictionary(entries)
        self.pdf.add_object(made)
        return made

    def _describe_document(self, tree, root):
        preferences = pydyf.Dictionary({"DisplayDocTitle": "true"})
        if direction(root.element) == "rtl":
            preferences["Direction"] = "/R2L"
        self.pdf.catalog["StructTreeRoot"] = tree.reference
        self.pdf.catalog["ViewerPreferences"] = preferences
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _element(self, node, parent):
        """The object of a node, with those in it."""
        made = self._object({"Type": "/StructElem", "S": f"/{node.role}", "P": parent.reference})
        if node.parent and node.language != node.parent.language:
            made["Lang"] = pydyf.String(node.language)
        if attributes := _attributes(node, self.pdf):
            made["A"] = attributes
        self._describe(node, made)
        pages = [kid[0] for kid in node.kids if isinstance(kid, tuple)]
        if pages:
            made["Pg"] = self.pdf.page_references[pages[0]]
        made["K"] = pydyf.Array(self._kid(kid, made, node, pages) for kid in node.kids if not is_empty(kid))
        return made

    def _describe(self, node, made):
        if node.role == "Figure" and (alt := structure.words_of_picture(node.element)):
            made["Alt"] = pydyf.String(alt)
        elif node.role == "Note":
            name = node.element.get("id") or f"note-{len(self.notes) + 1}"
            made["ID"] = pydyf.String(name)
            self.notes[name] = made
        elif node.role == "Reference":
            self.calls.append((node.element.get("href").removeprefix("#"), made))

    def _kid(self, kid, made, node, pages):
        if isinstance(kid, structure.Node):
            return self._element(kid, made).reference
        page, content = kid
        reference = self.pdf.page_references[page]
        if isinstance(content, int):
            self.marks[page, content] = made.reference
            if page == pages[0]:
                return content
            return pydyf.Dictionary({"Type": "/MCR", "Pg": reference, "MCID": content})
        content["Contents"] = pydyf.String(words_of_link(node))
        content["StructParent"] = len(self.pdf.page_references) + len(self.annotations)
        self.annotations.append(made.reference)
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": content.reference, "Pg": reference})

    def _parent_tree(self):
        """Which elements the marks of each page and the annotations belong to."""
        count = len(self.pdf.page_references)
        marks = [[] for _ in range(count)]
        for (page, _), element in sorted(self.marks.items()):
            marks[page].append(element)
        numbers = pydyf.Array()
        for page, elements in enumerate(marks):
            numbers += [page, pydyf.Array(elements)]
        for number, element in enumerate(self.annotations, count):
            numbers += [number, element]
        return self._object({"Nums": numbers})


def is_empty(kid):
    """Whether a node holds nothing at all; the cells of a table are needed even so."""
    is_node = isinstance(kid, structure.Node) and kid.role not in ("TD", "TH")
    return is_node and all(map(is_empty, kid.kids))


def words_of_link(node):
    """What a link says, and what the style sheet says of where it leads: "Objective 13 (p. 19)"."""
    if node.element is None:
        return ""
    pictures = [structure.words_of_picture(part) or "" for part in node.element.iter("img")]
    said = node.element.get("aria-label") or "".join([*node.element.itertext(), *pictures])
    shown = node.generated
    if shown.isdigit():
        # A bare number is that of a page.
        shown = f", {node.element.get('data-page', '')}{shown}{node.element.get('data-page-end', '')}"
    return " ".join(f"{said}{shown}".split())


def direction(element):
    return element.get("dir") if element is not None else None


def _attributes(node, pdf):
    """What more there is to be said of an element (ISO 32000-1, section 14.8.5)."""
    sets = [_layout(node, pdf), _table(node), _list(node)]
    found = [pydyf.Dictionary(entries) for entries in sets if entries]
    return found[0] if len(found) == 1 else pydyf.Array(found)


def _layout(node, pdf):
    if node.role == "Figure" and node.box:
        return {"O": "/Layout", "BBox": _frame(*node.box, pdf)}
    if node.role not in structure.INLINE and node.element is not None and direction(node.element) in ("ltr", "rtl"):
        return {"O": "/Layout", "WritingMode": "/RlTb" if direction(node.element) == "rtl" else "/LrTb"}
    return None


def _frame(box, page, pdf):
    """The corners of a picture in points from the lower left corner of its page; boxes are measured in 96ths of an inch."""
    _, _, _, height = pdf.objects[int(pdf.page_references[page].split()[0])]["MediaBox"]
    left, top = box.content_box_x() * 0.75, height - box.content_box_y() * 0.75
    return pydyf.Array([left, top - box.height * 0.75, left + box.width * 0.75, top])


def _table(node):
    if node.role not in ("TH", "TD"):
        return None
    entries = {"O": "/Table"}
    if node.role == "TH":
        default = "/Column" if node.closest({"THead"}) else "/Row"
        entries["Scope"] = SCOPES.get(node.element.get("scope"), default)
    for attribute, name in {"colspan": "ColSpan", "rowspan": "RowSpan"}.items():
        count = node.element.get(attribute, "1")
        if count.isdigit() and count != "1":
            entries[name] = count
    return entries if len(entries) > 1 else None


def _list(node):
    if node.role != "L" or node.element is None or node.element.tag == "dl":
        return None
    is_marked = any(part.role == "Lbl" for kid in node.kids for part in kid.kids)
    numbering = {"ol": "/Decimal", "ul": "/Disc"}.get(node.element.tag)
    return {"O": "/List", "ListNumbering": numbering} if is_marked and numbering else None
