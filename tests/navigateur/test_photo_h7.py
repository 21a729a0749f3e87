from datetime import date
import pytest
from bench.saison import semer
from sessions.periodes import Periode
from tests.navigateur.ecran_terrain import connecter

@pytest.mark.django_db(transaction=True)
def test_photo(ouvrir, live_server, coordination, equipe):
    semer(equipe, 300, Periode(date(2026,1,1),date(2026,9,30)), quartiers=6, par_sortie=8)
    for taille in [(1440,900),(820,1180),(390,844)]:
        p=ouvrir(taille={"width":taille[0],"height":taille[1]}) if False else ouvrir()
        p.set_viewport_size({"width":taille[0],"height":taille[1]})
        connecter(p, coordination, live_server.url)
        for nom,adresse in [("carte","/carte/?trimestre=2026-T3&besoin=droits"),("stats","/statistiques/?trimestre=2026-T3"),("liste","/rencontres/?trimestre=2026-T3")]:
            p.goto(live_server.url+adresse)
            if p.locator(".exporter summary").count(): p.locator(".exporter summary").click()
            p.screenshot(path=f"/tmp/scratch/h7/photos/{nom}-{taille[0]}.png")
