"""A real SMTP server on this machine that can be told to refuse, to put off, and to hang up."""

import asyncio
import email
import email.policy
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


@dataclass
class Clerk:
    """What the server does, by address: `refused` for good, `later` (so many times), `cut` before or after it has taken the text."""

    refused: dict = field(default_factory=dict)
    later: dict = field(default_factory=dict)
    cut_before: set = field(default_factory=set)
    cut_after: set = field(default_factory=set)
    refused_text: dict = field(default_factory=dict)
    taken: list = field(default_factory=list)

    async def handle_RCPT(self, server, session, envelope, address, options):
        """Take, refuse or put off a recipient."""
        if address in self.refused:
            return self.refused[address]
        if self.later.get(address, 0) > 0:
            self.later[address] -= 1
            return "451 4.7.1 Greylisted, come back later"
        if address in self.cut_before:
            server.transport.abort()
            await asyncio.sleep(0.05)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        """Take the text; perhaps hang up before saying so."""
        [address] = envelope.rcpt_tos
        if address in self.refused_text:
            return self.refused_text[address]
        self.taken.append((address, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        if address in self.cut_after:
            server.transport.abort()
            await asyncio.sleep(0.05)
        return "250 Taken"

    @property
    def addresses(self):
        """Whom it took letters for, in order."""
        return [address for address, _letter in self.taken]


class Office(Controller):
    """The server itself, on a free port."""

    def factory(self):
        """One protocol per connection."""
        return SMTP(self.handler, hostname="pos.uji", ident="uji", enable_SMTPUTF8=False)

    def _trigger_server(self):
        """The library asks at the port it was given; ours is the one that was free."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    @property
    def url(self):
        """Where it is reached."""
        return f"smtp://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"


def open_office(clerk):
    """A server that works as the clerk says; stop it in the end."""
    office = Office(clerk, hostname="127.0.0.1", port=0)
    office.start()
    return office
