"""A web server on loopback that misbehaves in every way that the tests ask for by path.

In the folder that it is given it writes a file `ports` (the plain one, the encrypted one, and one that refuses
connections), and two lines for each request to a file `journal`, before and after it. It ends when its standard input does,
and removes the folder.
"""

import datetime
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

HOSTS = ["127.0.0.1", "127.0.0.2", "127.0.0.3", "::1"]
folder = sys.argv[1]
journal = open(folder + "/journal", "a", buffering=1)
lock = threading.Lock()
counts = {}
company = threading.Event()


def listen(host, port=0):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    server = socket.socket(family, socket.SOCK_STREAM)
    server.bind((host, port))
    server.listen(64)
    return server


def same_port_everywhere():
    """Sockets for one port of five digits on all hosts, since the expected reports have room for five."""
    while True:
        servers = [listen(HOSTS[0])]
        port = servers[0].getsockname()[1]
        try:
            servers += [listen(host, port) for host in HOSTS[1:]]
            if port > 9999:
                return servers, port
        except OSError:
            pass
        for server in servers:
            server.close()


def self_signed():
    """What is needed to encrypt with a certificate that nobody trusts; the program openssl makes it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as safe:
        key, certificate = safe + "/key", safe + "/certificate"
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
        subprocess.run(command + ["-keyout", key, "-out", certificate], check=True, capture_output=True)
        context.load_cert_chain(certificate, key)
    return context


def accept(server, context=None):
    while True:
        connection, _ = server.accept()
        threading.Thread(target=serve, args=(connection, context), daemon=True).start()


def serve(connection, context):
    try:
        if context:
            connection = context.wrap_socket(connection, server_side=True)
        head = b""
        while b"\r\n\r\n" not in head:
            part = connection.recv(65536)
            if not part:
                return
            head += part
        answer(connection, head.decode("latin-1"))
    except OSError:
        pass
    finally:
        connection.close()


def answer(connection, head):
    start = time.time()
    lines = head.split("\r\n")
    method, target, _ = lines[0].split(" ")
    headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    with lock:
        number = counts[target] = counts.get(target, 0) + 1
    entry = {"method": method, "target": target, "host": connection.getsockname()[0], "start": start, "end": 0}
    entry["agent"] = headers.get("user-agent", "")
    write_down(entry)
    try:
        behave(connection, method, target, number, entry)
    finally:
        entry["end"] = entry["end"] or time.time()
        write_down(entry)


def write_down(entry):
    with lock:
        journal.write(json.dumps(entry) + "\n")


def behave(connection, method, target, number, entry):
    url = urllib.parse.urlsplit(target)
    query = dict(urllib.parse.parse_qsl(url.query))
    name = url.path.split("/")[1]
    body = b"hello"

    def send(status, extra="", length=None):
        length = len(body) if length is None else length
        head = f"HTTP/1.1 {status} Status\r\nContent-Length: {length}\r\n{extra}\r\n"
        # Whoever asks may know of the answer before `sendall` is back.
        entry["end"] = time.time()
        connection.sendall(head.encode("latin-1") + (b"" if method == "HEAD" else body))

    def until_closed(data=b""):
        try:
            while data or connection.recv(1024):
                if data:
                    entry["sent"] = entry.get("sent", 0) + connection.send(data)
        except OSError:
            pass

    if target.startswith("http:"):
        send(200)  # Asked as a proxy.
    elif name == "status":
        codes = query["code"].split(",")
        send(codes[min(number, len(codes)) - 1])
    elif name == "head":  # Answers HEAD in its own way, GET well.
        if method == "GET":
            send(200)
        elif query["how"] == "closes":
            return
        elif query["how"] == "garbage":
            connection.sendall(b"hello, world\n")
        else:
            send(query["how"])
    elif name == "to":
        send(query["code"], f"Location: {query['target']}\r\n" if "target" in query else "")
    elif name == "circle":
        send(302, "Location: " + {"a": "b", "b": "c", "c": "a"}.get(url.path[-1], target) + "\r\n")
    elif name == "further":  # Redirects for ever, to a new address each time.
        send(302, f"Location: /further/{int(url.path.split('/')[2]) + 1}\r\n")
    elif name == "later":  # Asks to be left alone until it is asked again.
        after = query["after"]
        if after.startswith("date"):
            date = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=int(after[4:]))
            after = date.strftime("%a, %d %b %Y %H:%M:%S GMT")
        send(query["code"] if number == 1 or "always" in query else 200, f"Retry-After: {after}\r\n")
    elif name == "slow":  # The first answer waits for a second request, so that two are under way at once.
        with lock:
            counts[name] = counts.get(name, 0) + 1
            if counts[name] > 1:
                company.set()
        company.wait(60)
        time.sleep(0.2)
        send(200)
    elif name == "silent":
        until_closed()
    elif name == "drips":  # Never ends its headers.
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            connection.sendall(b"X-More: yes\r\n")
            time.sleep(0.05)
    elif name == "closes":
        return
    elif name == "garbage":
        connection.sendall(b"hello, world\n")
    elif name == "length":  # Says another length than that of the body.
        send(200, length=query["is"])
    elif name == "huge":
        if method == "HEAD":
            send(405)
        else:
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            until_closed(b"x" * 65536)
    else:
        send(200)


servers, port = same_port_everywhere()
context = self_signed()
encrypted = listen(HOSTS[0])
refusing = socket.socket()
refusing.bind((HOSTS[0], 0))
for server in servers:
    threading.Thread(target=accept, args=(server,), daemon=True).start()
threading.Thread(target=accept, args=(encrypted, context), daemon=True).start()
with open(folder + "/ports.new", "w") as ports:
    print(port, encrypted.getsockname()[1], refusing.getsockname()[1], file=ports)
os.rename(folder + "/ports.new", folder + "/ports")
sys.stdin.read()
shutil.rmtree(folder, ignore_errors=True)
os._exit(0)
