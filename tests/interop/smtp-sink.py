# SPDX-License-Identifier: GPL-3.0-or-later
"""smtp-sink.py PORT DIR - SMTP server for tests.

Each accepted message becomes DIR/outgoing/NNNNNN.eml (envelope in X-Envelope-* lines on top); recipients
that have a mailbox (DIR/mail/USER/Maildir) get a copy there. A recipient whose name starts with "reject"
is answered 550, with "defer" 451; a subject with "[reject]" makes DATA fail with 554.
"""
import asyncio, itertools, mailbox, os, sys
from aiosmtpd.smtp import SMTP

port, root = int(sys.argv[1]), sys.argv[2]
out = os.path.join(root, "outgoing")
numbers = itertools.count(len(os.listdir(out)) + 1)


class Sink:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("reject"):
            return "550 5.1.1 no such user"
        if address.startswith("defer"):
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        head = envelope.content.split(b"\r\n\r\n", 1)[0]
        if b"[reject]" in head:
            return "554 5.6.0 message refused"
        name = os.path.join(out, f"{next(numbers):06d}.eml")
        with open(name + ".tmp", "wb") as f:
            f.write(f"X-Envelope-From: {envelope.mail_from}\r\n".encode())
            f.write(f"X-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n".encode())
            f.write(envelope.content)
        os.rename(name + ".tmp", name)
        for address in envelope.rcpt_tos:
            home = os.path.join(root, "mail", address.split("@")[0])
            if os.path.isdir(home):
                mailbox.Maildir(os.path.join(home, "Maildir")).add(envelope.content.replace(b"\r\n", b"\n"))
        return "250 OK"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Sink(), data_size_limit=100 << 20, enable_SMTPUTF8=True), "127.0.0.1", port)
    await server.serve_forever()

asyncio.run(main())
