"""The house of a season: the operator's commands, people at their browsers, the clock, and the letters that leave."""

import email
import re
import subprocess
from email import policy as mail_policy
from urllib.parse import urlsplit

from click.testing import CliRunner

from p4comp.accounts import commands as accounts
from p4comp.competition import commands as competition
from p4comp.competition import files
from p4comp.core import db
from tests import second_step

PASSWORD = "jalan kebun teh pagi"
SEATS = {"OA": (1, 1), "UMUM": (3, 2), "UPP": (1, 1)}
LINK = re.compile(r"https?://[^\s<>]+")


def document():
    """The edition of 2022 as it ships, but for the seats: 1 + 3 + 1 finalists, 1 + 2 + 1 winners, three jurors.

    With so few entries nothing is calibrated, reconciled or bounded; the journey of judging does that.
    """
    content = {key: value for key, value in files.read("p4-2022").items() if key not in ("pembacaan", "rekonsiliasi")}
    for category in content["kategori"]:
        finalists, winners = SEATS[category["kode"]]
        category["kuota"] = {"finalis": finalists, "pemenang": winners}
        category.pop("batas", None)
        for award in category["penghargaan"]:
            award["tempat"] = winners // len(category["penghargaan"])
    content["wawancara"]["juri_per_panel"] = 3
    return content


class Season:
    """One season of the portal; `people` holds the browsers of those who have signed in, by address."""

    def __init__(self, app, browse, at, work, folder):
        self.app, self.browse, self.pin, self.work, self.folder = app, browse, at, work, folder
        self.people = {}
        self.entries = {}

    def at(self, moment):
        """The clock jumps; pages kept for a few seconds of real time have grown old on the way."""
        self.app.extensions["page_cache"].clear()
        return self.pin(moment)

    def command(self, command, *arguments):
        """What the operator types; what it prints."""
        result = CliRunner().invoke(command, arguments)
        assert result.exit_code == 0, (result.output, result.exception)
        db.commit()
        return result.output

    def load(self, content):
        """The edition's file is loaded and run."""
        file = self.folder / "edisi.toml"
        file.write_text(files.write(content), "utf-8")
        (edition,) = competition.cli
        self.command(edition, "load", str(file), "--start")

    def open_house(self, name, address):
        """The operator makes the first account of the secretariat."""
        init, _users = accounts.cli
        link = LINK.search(self.command(init, "--name", name, "--email", address))[0]
        return self.enter_by(link, address, name)

    def vouch(self, address, name):
        """The operator vouches for the second secretary: where the first alone has made them, nobody else can."""
        _init, users = accounts.cli
        assert self.command(users, "vouch", address).strip() == f"{name} ({address}) ditegaskan."

    def letters(self, address):
        """Every letter that lies in the outbox for an address, oldest first."""
        while self.work():
            pass
        outbox = self.app.extensions["settings"].instance / "outbox"
        read = (email.message_from_bytes(path.read_bytes(), policy=mail_policy.default) for path in sorted(outbox.glob("*.eml")))
        return [one for one in read if one["To"] == address]

    def letter(self, address, words):
        """The newest letter to an address whose subject or body has these words."""
        found = [one for one in self.letters(address) if words in one["Subject"] or words in text_of(one)]
        assert found, (address, words, [one["Subject"] for one in self.letters(address)])
        return found[-1]

    def join(self, address, name):
        """Somebody follows the invitation in their letter, chooses a password, and signs in with it."""
        return self.enter_by(LINK.search(text_of(self.letter(address, "/undangan/")))[0], address, name)

    def enter_by(self, link, address, name):
        """Follow an invitation once."""
        browser = self.browse()
        page = browser.get(urlsplit(link).path)
        assert page.h1 == "Terima undangan"
        page = page.submit("Simpan dan masuk", name=name, password=PASSWORD, password_again=PASSWORD).follow()
        if page.h1 == "Pasang langkah kedua":
            second_step.set_up_and_go_on(page).follow()
        self.people[address] = browser
        return browser


def text_of(letter):
    """What a letter says, whatever files hang on it."""
    return letter.get_body(preferencelist=("plain",)).get_content()


def words_of(pdf):
    """What a person reads in a PDF, in one line of words."""
    assert pdf.startswith(b"%PDF")
    return " ".join(subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode().split())
