"""Says in a PDF that it is made for everybody (PDF/UA-1, ISO 14289-1) and made to last (PDF/A-2a, ISO 19005-2).

WeasyPrint 70 says only one of the two.
"""

import pydyf
from weasyprint.pdf.stream import Stream

# What the one standard wants to be told of words of the other (ISO 19005-2, section 6.6.2.3).
EXTENSION = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas>
    <rdf:Bag>
      <rdf:li rdf:parseType="Resource">
        <pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
        <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
        <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
        <pdfaSchema:property>
          <rdf:Seq>
            <rdf:li rdf:parseType="Resource">
              <pdfaProperty:name>part</pdfaProperty:name>
              <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
              <pdfaProperty:category>internal</pdfaProperty:category>
              <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
            </rdf:li>
          </rdf:Seq>
        </pdfaSchema:property>
      </rdf:li>
    </rdf:Bag>
  </pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


_data = pydyf.Stream.data.fget


def keep_streams_apart():
    """Ends streams with both characters of an end of line: programs that count bytes may take one that ends with a carriage
    return, and the newline behind it, for a shorter one (ISO 19005-2, section 6.1.7.1)."""
    pydyf.Stream.data = property(lambda stream: _data(stream).removesuffix(b"\nendstream") + b"\r\nendstream")


_add_image = Stream.add_image


def leave_pictures_as_they_are():
    """Asks no reader to smooth pictures: in an archive nothing may show that isn't in it (ISO 19005-2, section 6.2.8.2)."""
    Stream.add_image = lambda stream, image, smooth, ratio: _add_image(stream, image, False, ratio)


def declare(document, pdf):
    """Adds PDF/UA-1 to the description of a PDF/A-2a, and leaves that uncompressed, so that any program finds it."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", EXTENSION.strip().encode()) for part in metadata.stream]
    metadata.compress = False
