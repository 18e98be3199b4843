# SPDX-License-Identifier: GPL-3.0-or-later
"""fault-proxy.py TARGET-PORT - an HTTP proxy for tests that spoils one request on command.

Listens on two free ports of 127.0.0.1 and prints them on one line, "PORT CONTROL-PORT", once it does. Whatever comes
in at PORT goes to TARGET-PORT of the same computer, request by request. Each connection to CONTROL-PORT carries one
line and gets one line back, so that a test needs no waiting:

  next FAULT [CMD [N [TEXT]]]  the fault meets the N-th POST from now on (the first, by default) whose Cmd in the URL
                               is CMD ("*", the default: any) and whose body holds TEXT; answers "ok"
  fired                        answers how many faults have met their request so far, and whether one still waits
  clear                        forgets the fault that still waits; answers "ok"
  count                        answers how many POSTs came

Faults (with TEXT the body is read to its end in any case, so that it can be compared):

  cut-before     cut the connection before the body is read
  cut-body=K     cut it after K bytes of the body; nothing is passed on
  cut-passed=K   the same, but head and K bytes (all but so many, if negative) have been passed on
  lost           pass the request on and wait for its answer, then cut the connection without a byte of that
  half           the same, after half of the answer's bytes
  silence        the same, but keep the connection until the client gives up
  unheard        do not even pass it on, and keep the connection until the client gives up
  500            answer 500 with an empty body; nothing is passed on
  502            answer 502 with nginx's page; nothing is passed on
  502-passed     the same, after the request was executed
  late=SECONDS   pass it on, and hold its answer back so long
"""
import asyncio, re, socket, struct, sys

LOOPBACK = "127.0.0.1"
PAGE = (b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>"
        b"\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n")
FAULTS = re.compile(r"(cut-before|lost|half|silence|unheard|500|502|502-passed|cut-(body|passed)=-?\d+|late=[\d.]+)$")


def answer(status, reason, body):
    return (f"HTTP/1.1 {status} {reason}\r\nServer: nginx\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n"
            "Connection: close\r\n\r\n").encode() + body


class Rule:
    """A fault that waits for its request."""

    def __init__(self, words):
        self.fault, *rest = words
        self.command = rest[0] if rest else "*"
        self.left = int(rest[1]) if len(rest) > 1 else 1
        self.text = " ".join(rest[2:]).encode()
        if not FAULTS.match(self.fault) or self.left < 1:
            raise ValueError("no such fault")

    def meets(self, command, body):
        if self.command not in ("*", command) or (self.text and self.text not in body):
            return False
        self.left -= 1
        return self.left == 0


class Request:
    def __init__(self, head):
        line, _, self.rest = head.partition(b"\r\n")
        self.line = line
        self.method = line.split(b" ", 1)[0]
        command = re.search(rb"[?&]Cmd=(\w+)", line)
        length = re.search(rb"\r\ncontent-length: *(\d+)", head, re.I)
        self.command = command.group(1).decode() if command else ""
        self.length = int(length.group(1)) if length else 0
        self.body = b""

    def head(self):
        """The head as it is passed on: one request a connection."""
        kept = [h for h in self.rest.split(b"\r\n") if h and not h.lower().startswith(b"connection:")]
        return b"\r\n".join([self.line, b"Connection: close"] + kept) + b"\r\n\r\n"


class Proxy:
    def __init__(self, target):
        self.target, self.rule, self.fired, self.posts = target, None, 0, 0

    def take(self, request, has_body):
        """The fault of this request, if it is its turn: with its body, or before that where the fault is of then."""
        rule = self.rule
        is_early = rule is not None and rule.fault.startswith(("cut-before", "cut-body")) and not rule.text
        if rule is None or request.method != b"POST" or is_early == has_body:
            return None
        if not rule.meets(request.command, request.body):
            return None
        self.rule, self.fired = None, self.fired + 1
        return rule.fault

    async def pass_on(self, data, wants_answer=True):
        reader, writer = await asyncio.open_connection(LOOPBACK, self.target)
        writer.write(data)
        await writer.drain()
        received = await reader.read() if wants_answer else b""
        writer.close()
        return received

    async def spoil(self, fault, request, reader, writer):
        """Serves a request that a fault meets; the connection ends with it."""
        name, _, value = fault.partition("=")
        data = request.head() + request.body
        if name == "cut-body" and not request.body:
            await reader.readexactly(min(int(value), request.length))
        elif name == "cut-passed":
            await self.pass_on(request.head() + request.body[:int(value)], wants_answer=False)
        elif name in ("lost", "half", "silence", "502-passed", "late"):
            received = await self.pass_on(data)
            if name == "half":
                writer.write(received[:len(received) // 2])
            elif name == "502-passed":
                writer.write(answer(502, "Bad Gateway", PAGE))
            elif name == "late":
                await asyncio.sleep(float(value))
                writer.write(received)
        elif name == "500":
            writer.write(answer(500, "Internal Server Error", b""))
        elif name == "502":
            writer.write(answer(502, "Bad Gateway", PAGE))
        if name in ("silence", "unheard"):
            await reader.read()
        if name in ("half", "500", "502", "502-passed", "late"):
            await writer.drain()
            writer.close()
        else:
            cut(writer)

    async def exchange(self, reader, writer):
        request = Request(await reader.readuntil(b"\r\n\r\n"))
        self.posts += request.method == b"POST"
        fault = self.take(request, False)
        if fault is None:
            request.body = await reader.readexactly(request.length)
            fault = self.take(request, True)
        if fault is not None:
            await self.spoil(fault, request, reader, writer)
            return
        writer.write(await self.pass_on(request.head() + request.body))
        await writer.drain()

    async def serve(self, reader, writer):
        """A connection carries one request: the server says so in its answer."""
        try:
            await self.exchange(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def obey(self, words):
        if words[:1] == ["next"] and len(words) > 1:
            self.rule = Rule(words[1:])
        elif words == ["clear"]:
            self.rule = None
        elif words == ["fired"]:
            return f"{self.fired} {'waiting' if self.rule else 'none'}"
        elif words == ["count"]:
            return str(self.posts)
        else:
            raise ValueError("no such command")
        return "ok"

    async def control(self, reader, writer):
        try:
            reply = self.obey((await reader.readline()).decode().split())
        except ValueError as error:
            reply = f"error: {error}"
        writer.write(reply.encode() + b"\n")
        await writer.drain()
        writer.close()


def cut(writer):
    """Ends a connection as a pulled cable would: with a reset, and what is under way is gone."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def main():
    proxy = Proxy(int(sys.argv[1]))
    servers = [await asyncio.start_server(handler, LOOPBACK, 0, limit=64 << 20) for handler in (proxy.serve, proxy.control)]
    print(*(server.sockets[0].getsockname()[1] for server in servers), flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))

asyncio.run(main())
