"""What makes a PDF fit for archives and for those who listen to it: PDF/A-3a that says it is PDF/UA-1, too."""

import zlib
from functools import cache
from importlib.resources import files

import pikepdf
from pikepdf import Array, Dictionary, Name, String

VARIANT = "pdf/a-3a"
END = b"</rdf:RDF>"
UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


@cache
def _profile() -> bytes:
    """The sRGB profile that comes with WeasyPrint, compressed."""
    return zlib.compress((files("weasyprint.pdf") / "sRGB2014.icc").read_bytes(), 9)


def declare_colours(document: pikepdf.Pdf) -> None:
    """Say what the colours of a document mean: sRGB."""
    profile = pikepdf.Stream(document, b"")
    profile.write(_profile(), filter=Name.FlateDecode)
    profile.N = 3
    name = String("sRGB2014.icc")
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=name, Info=name, DestOutputProfile=profile)
    document.Root.OutputIntents = Array([intent])


def declare_accessible(document: pikepdf.Pdf) -> None:
    """Say in the metadata of a tagged PDF/A that it is PDF/UA-1, with the description of that claim which PDF/A asks for."""
    content = document.Root.Metadata.read_bytes()
    document.Root.Metadata.write(content.replace(END, UA + END))
