"""Reading certificates' files, and signing them as officials' own systems do."""

import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.stamp import TextStampStyle

from p4comp.core.sealing.waiting import finished

PASSWORD = b"rahasia"


def authority(name="PSrE Uji"):
    """The key and the certificate of an authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key, _certificate(name, name, key, key, is_authority=True)


def _certificate(subject, issuer, key, issuer_key, *, is_authority):
    at = datetime.now(UTC)
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (subject, issuer)]
    usage = dict.fromkeys(("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False)
    usage |= {"key_cert_sign": is_authority, "crl_sign": is_authority, "digital_signature": not is_authority}
    builder = x509.CertificateBuilder(
        names[1], names[0], key.public_key(), x509.random_serial_number(), at - timedelta(1), at + timedelta(30)
    )
    builder = builder.add_extension(x509.BasicConstraints(is_authority, None), critical=True)
    builder = builder.add_extension(x509.KeyUsage(content_commitment=not is_authority, **usage), critical=True)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def key_file(path, name="Dr. Pejabat Uji", by=None):
    """A PKCS#12 file of somebody whose certificate an authority made; the authority's certificate is returned."""
    issuer_key, issuer = by or authority()
    key = ec.generate_private_key(ec.SECP256R1())
    own = _certificate(name, issuer.subject.rfc4514_string().removeprefix("CN="), key, issuer_key, is_authority=False)
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"kunci", key, own, [issuer], BestAvailableEncryption(PASSWORD)))
    return issuer


def pem(path, certificate):
    """The certificate as a PEM file."""
    path.write_bytes(certificate.public_bytes(Encoding.PEM))
    return path


def sign(content, key, field="Pejabat", box=None):
    """The file with an official's signature added, as an own system adds it; with a box it has a stamp that is seen on the page."""
    signer = signers.SimpleSigner.load_pkcs12(str(key), passphrase=PASSWORD)
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES)
    style = TextStampStyle(stamp_text="Ditandatangani oleh %(signer)s") if box else None
    made = signers.PdfSigner(meta, signer, new_field_spec=SigFieldSpec(field, box=box), stamp_style=style)
    work = made.async_sign_pdf(writer)
    return finished(work).getvalue()


def with_more(content):
    """The file with a word drawn on it, the way that leaves our bytes as they are."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    info = writer.root["/Metadata"]
    info._data = info.data + b" "
    info._encoded_data = None
    writer.update_container(info)
    from pyhanko.pdf_utils import generic

    page = writer.find_page_for_modification(0)[0].get_object()
    extra = writer.add_object(generic.StreamObject(stream_data=b"q 1 0 0 RG 10 10 200 200 re S Q"))
    contents = page.raw_get("/Contents")
    have = list(contents.get_object()) if isinstance(contents.get_object(), generic.ArrayObject) else [contents]
    page["/Contents"] = generic.ArrayObject([*have, extra])
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def rewritten(content):
    """The same page saved anew by another program."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(out)
    return out.getvalue()


def followed_by_another(content):
    """Our bytes, and behind them another document that stands alone: its table of places leads nowhere back into ours."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), SigFlags=3)
        for holder, key in ((document.Root, "/Perms"), (document.pages[0].obj, "/Annots")):
            if key in holder:
                del holder[key]
        document.pages[0].contents_add(b"q 1 0 0 RG 10 10 200 200 re S Q")
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    other, shift = out.getvalue(), len(content)
    table = int(other.rpartition(b"startxref")[2].split()[0])
    places = re.sub(rb"(\d{10}) (\d{5}) n", lambda found: b"%010d %s n" % (int(found[1]) + shift, found[2]), other[table:])
    return content + other[:table] + re.sub(rb"startxref\s+\d+", b"startxref\n%d" % (table + shift), places)


def carrying(data):
    """A PDF of somebody else that carries these data as ours carry theirs."""
    with pikepdf.new() as made:
        made.add_blank_page()
        made.attachments["piagam.json"] = pikepdf.AttachedFileSpec(made, data, filename="piagam.json")
        out = io.BytesIO()
        made.save(out, compress_streams=True)
        return out.getvalue()


def flipped(content, place):
    """The file with one bit changed."""
    changed = bytearray(content)
    changed[place] ^= 1
    return bytes(changed)


SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")


def fill_token(folder, *, label, pin):
    """A token of SoftHSM with a key of P-256 and its certificate."""
    import subprocess

    import pkcs11
    from cryptography.hazmat.primitives.serialization import NoEncryption, PrivateFormat

    def hsm(*words):
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)  # Debian's own

    hsm("--init-token", "--free", "--label", "segel", "--pin", pin, "--so-pin", "12345678")
    issuer_key, _issuer = authority()
    key = ec.generate_private_key(ec.SECP256R1())
    (folder / "kunci.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    hsm("--import", str(folder / "kunci.pem"), "--token", "segel", "--label", label, "--id", "01", "--pin", pin)
    own = _certificate("Segel di token", "PSrE Uji", key, issuer_key, is_authority=False).public_bytes(Encoding.DER)
    token = pkcs11.lib(str(SOFTHSM)).get_token(token_label="segel")
    kind = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE, pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509}
    held = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: label, pkcs11.Attribute.ID: b"\x01", pkcs11.Attribute.VALUE: own}
    from asn1crypto import x509 as asn1

    names = {pkcs11.Attribute.SUBJECT: asn1.Certificate.load(own).subject.dump()}
    with token.open(rw=True, user_pin=pin) as session:
        session.create_object(kind | held | names)
