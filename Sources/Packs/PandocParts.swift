/// What pandoc needs besides a style sheet to make a Word file or an e-book of a pack.
enum PandocParts {
  /// A document without the title that pandoc would put before the cover; it stays in the file's properties.
  static let template = """
    <?xml version="1.0" encoding="UTF-8"?>
    <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
      xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
      xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
      xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
    <w:body>$body$ $sectpr$</w:body>
    </w:document>
    """

  /// A page of an e-book, which says which way it is read: pandoc 3.9 keeps that from its templates.
  static func bookPage(_ direction: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE html>
    <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="$lang$" xml:lang="$lang$" dir="\(direction)">
    <head>
    <meta charset="utf-8" />
    <title>$pagetitle$</title>
    $for(css)$
    <link rel="stylesheet" type="text/css" href="$css$" />
    $endfor$
    </head>
    <body$if(body-type)$ epub:type="$body-type$"$endif$>
    $body$
    </body>
    </html>

    """
  }

  /// All that tells one version of these from others.
  static var all: String { template + bookPage("") + notes + styles }

  /// Makes notes of the calls and the texts of notes: what pandoc reads as a note by itself loses lists.
  ///
  /// In e-books what is in another language says so by the name that XML has for it, too: some readers know no other. Columns of
  /// numbers stand where their lines end, which is no matter of left and right.
  static let notes = """
    local notes = {}

    local function collect(div)
      if not div.classes:includes("note-text") then return nil end
      notes[div.identifier] = div.content
      return {}
    end

    local function call(span)
      local text = notes[span.attributes["note"]]
      return text and pandoc.Note(text)
    end

    local function named(element)
      element.attributes["xml:lang"] = element.attributes.lang
      return element
    end

    local sides = { AlignLeft = "start", AlignRight = "end" }

    local function sided(table)
      local function cells(rows)
        for _, row in ipairs(rows) do
          for column, cell in ipairs(row.cells) do
            local spec = table.colspecs[column]
            local side = sides[cell.alignment] or cell.alignment == "AlignDefault" and spec and sides[spec[1]]
            if side then cell.attributes.style, cell.alignment = "text-align: " .. side, "AlignDefault" end
          end
        end
      end
      cells(table.head.rows)
      for _, body in ipairs(table.bodies) do cells(body.body) end
      table.colspecs = table.colspecs:map(function(spec)
        return { sides[spec[1]] and "AlignDefault" or spec[1], spec[2] }
      end)
      return table
    end

    local forBooks = { Div = named, Span = named, Link = named, Header = named, Table = sided }
    return { { Div = collect }, { Span = call }, FORMAT:match("epub") and forBooks or {} }
    """

  /// Names styles by classes, and makes columns as wide as their texts are long.
  ///
  /// What lists and terms hold becomes paragraphs, since pandoc gives other text in them a style of its own. A later call of a
  /// note is a field that tells the note's sign, so that it stays right when somebody adds notes.
  static let styles = """
    local function style(element)
      -- What is marked has a colour already.
      if element.classes:includes("mark") or #element.classes == 0 then return nil end
      element.attributes["custom-style"] = element.classes[#element.classes]
      return element
    end

    local function paragraphs(block)
      return block:walk { Plain = function(text) return pandoc.Para(text.content) end }
    end

    local function fit(lengths, rows)
      for _, row in ipairs(rows) do
        for column, cell in ipairs(row.cells) do
          local length = utf8.len(pandoc.utils.stringify(cell.contents)) or 0
          lengths[column] = math.min(math.max(lengths[column] or 14, length), 70)
        end
      end
    end

    local function widths(table)
      local lengths, sum = {}, 0
      fit(lengths, table.head.rows)
      for _, body in ipairs(table.bodies) do fit(lengths, body.body) end
      for _, length in ipairs(lengths) do sum = sum + length end
      table.colspecs = table.colspecs:map(function(spec, column) return { spec[1], lengths[column] / sum } end)
      return table
    end

    local run = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>%s</w:r>'
    local field = run:format('<w:fldChar w:fldCharType="begin"/>')
      .. run:format('<w:instrText xml:space="preserve"> NOTEREF %s \\\\h </w:instrText>')
      .. run:format('<w:fldChar w:fldCharType="separate"/>') .. run:format('<w:t>%s</w:t>')
      .. run:format('<w:fldChar w:fldCharType="end"/>')

    local function reference(link)
      if not link.classes:includes("note-reference") then return nil end
      return pandoc.RawInline("openxml", field:format(link.target:sub(2), pandoc.utils.stringify(link.content)))
    end

    return { { Div = paragraphs }, { Div = style, Span = style, Link = reference, Table = widths } }
    """
}
