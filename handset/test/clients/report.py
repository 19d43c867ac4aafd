"""What the clients in Python share: the plan of the run, and a line of JSON for each feature."""

import hashlib
import json
import os
import socket
import threading

PLAN = json.loads(os.environ["QUHAO_CLIENTS"])
LIMIT_SECONDS = 60


def report(client, version, checks):
    for feature, check in checks.items():
        detail = failure_of(check)
        row = {"client": client, "version": version, "feature": feature}
        print(json.dumps({**row, "result": "right" if detail is None else "wrong", "detail": detail}), flush=True)
    os._exit(0)  # A client may have left a thread that reads.


def failure_of(check):
    outcome = [f"no end after {LIMIT_SECONDS} s"]

    def run():
        try:
            check()
            outcome[0] = None
        except Exception as error:  # Every failure of a client is a row of the matrix.
            outcome[0] = f"{type(error).__name__}: {error}"[:300]

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(LIMIT_SECONDS)
    return outcome[0]


def equal(got, wanted):
    if got != wanted:
        raise AssertionError(f"expected {wanted!r}, got {str(got)[:200]!r}")


def contains(got, wanted):
    if wanted not in got:
        raise AssertionError(f"expected {wanted!r} in {str(got)[:200]!r}")


def digest(data):
    return hashlib.sha256(data).hexdigest()


def random_file(name, size=3_000_000):
    path = os.path.join(PLAN["folder"], name)
    data = os.urandom(size)
    with open(path, "wb") as file:
        file.write(data)
    return path, data


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def echoes(port):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as one:
        echoes_over(one)


def echoes_over(one):
    one.sendall(b"there and back")
    got = b""
    while len(got) < 14:
        chunk = one.recv(100)
        if not chunk:
            break
        got += chunk
    equal(got, b"there and back")
