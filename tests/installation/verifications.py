"""What a site says over HTTPS, asked by curl, which trusts the given authority only."""

import re
import subprocess
from pathlib import Path

UN_AN = 31_536_000


class Site:
    def __init__(self, nom: str, autorite: Path) -> None:
        self.nom = nom
        self.autorite = autorite

    def demander(self, adresse: str, *options: str) -> tuple[str, dict[str, str], str]:
        """The status line, the headers by their name in small letters, the text."""
        lu = subprocess.run(
            [
                "curl", "--silent", "--show-error", "--include", "--max-time", "20",
                "--noproxy", "*", "--cacert", str(self.autorite),
                "--resolve", f"{self.nom}:443:127.0.0.1",
                "--resolve", f"{self.nom}:80:127.0.0.1", *options, adresse,
            ],
            capture_output=True,
            check=True,
        ).stdout.decode(errors="replace")  # fmt: skip
        tete, _, corps = lu.partition("\r\n\r\n")
        statut, *lignes = tete.split("\r\n")
        entetes = (ligne.split(": ", 1) for ligne in lignes if ": " in ligne)
        return statut, {nom.lower(): valeur for nom, valeur in entetes}, corps

    def verifier(self) -> list[str]:
        """What is not as it should be, in French; empty when all is well."""
        return [*self._renvoi(), *self._entetes(), *self._statiques(), *self._taille()]

    def _renvoi(self) -> list[str]:
        statut, entetes, _ = self.demander(f"http://{self.nom}/terrain/")
        mene = entetes.get("location") == f"https://{self.nom}/terrain/"
        if re.search(" 30[18]", statut) and mene:
            return []
        return [f"HTTP ne mène pas à HTTPS\u202f: {statut} {entetes.get('location')}"]

    def _entetes(self) -> list[str]:
        statut, entetes, _ = self.demander(f"https://{self.nom}/compte/connexion/")
        manquent = [] if " 200" in statut else [f"la connexion répond {statut}"]
        for nom, motif in {
            "strict-transport-security": f"max-age={UN_AN}",
            "content-security-policy": "default-src 'self'",
            "permissions-policy": "geolocation=()",
            "referrer-policy": "same-origin",
            "x-content-type-options": "nosniff",
            "set-cookie": "Secure",
        }.items():
            if motif not in entetes.get(nom, ""):
                manquent.append(f"{nom}\u202f: {entetes.get(nom, 'absent')}")
        if "unsafe-inline" in entetes.get("content-security-policy", ""):
            manquent.append("la politique laisse passer ce qui est dans la page")
        return manquent

    def _statiques(self) -> list[str]:
        """Every file the page asks for is compressed where it gains, and kept a year at least."""
        page = self.demander(f"https://{self.nom}/compte/connexion/")[2]
        faux = []
        for chemin in re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page):
            adresse = f"https://{self.nom}{chemin}"
            entetes = self.demander(adresse, "-H", "Accept-Encoding: br, gzip")[1]
            if entetes.get("content-encoding") not in {"br", "gzip"}:
                faux.append(f"{chemin} n’est pas comprimé")
            duree = re.search(r"max-age=(\d+)", entetes.get("cache-control", ""))
            if duree is None or int(duree[1]) < UN_AN:
                faux.append(f"{chemin} se garde {entetes.get('cache-control')}")
        return faux

    def _taille(self) -> list[str]:
        """A body as large as the product takes reaches it; a larger one is stopped before."""
        faux = []
        for megaoctets, attendu in ((31, "403"), (40, "413")):
            statut = subprocess.run(
                [
                    "sh", "-c", f"head -c {megaoctets}M /dev/zero | curl -s -o /dev/null -w "
                    f"'%{{http_code}}' --max-time 60 --noproxy '*' --cacert {self.autorite} "
                    f"--resolve {self.nom}:443:127.0.0.1 -H 'Expect:' "
                    "-H 'Content-Type: image/jpeg' --data-binary @- "
                    f"https://{self.nom}/compte/connexion/",
                ],
                capture_output=True,
                text=True,
                check=False,
            ).stdout  # fmt: skip
            if statut != attendu:
                faux.append(f"un envoi de {megaoctets} Mio répond {statut}, et non {attendu}")
        return faux
