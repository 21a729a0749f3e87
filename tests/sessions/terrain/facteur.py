"""A tablet in a process of its own: connects, waits for the signal, posts until it is answered.

Reads {"port", "jeton", "corps"} on one line, says that it is ready, waits for another line, and
writes {"status", "corps"}. It posts again as long as the server says it is busy.
"""

import json
import sys
from http.client import HTTPConnection
from typing import Any


def main() -> None:
    envoi = json.loads(sys.stdin.readline())
    connexion = HTTPConnection("127.0.0.1", envoi["port"], timeout=30)
    connexion.connect()
    _ecrire("ready")
    sys.stdin.readline()
    entetes = {
        "Authorization": f"Medlove-Appareil {envoi['jeton']}",
        "Content-Type": "application/json",
    }
    for _ in range(50):
        connexion.request("POST", "/api/v1/lots/", json.dumps(envoi["corps"]), entetes)
        reponse = connexion.getresponse()
        corps = reponse.read().decode()
        if reponse.status != 503:
            break
    _ecrire({"status": reponse.status, "corps": corps})


def _ecrire(dit: Any) -> None:
    sys.stdout.write(json.dumps(dit) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
