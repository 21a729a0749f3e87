import time, pytest
from pathlib import Path
from territoires.annuaire.importation import importer_partenaires
from territoires.models import Partenaire
from tests.personnes import *
@pytest.mark.django_db
def test_r(equipe):
    o=Path('/work/shared/data/lieux_mediation_numerique_687.json').read_bytes()
    for _ in range(2):
        t=time.time(); p=importer_partenaires(o,equipe); print(p.comptes,len(p.retenus),len(p.corriges_ici),time.time()-t)
        for r in p.refuses: print(r)
    print(importer_partenaires(Path('/work/shared/data/france_services_35_2021.geojson').read_bytes(),equipe).comptes)
    x=Partenaire.objects.first(); print(vars(x))
    Partenaire.objects.update(telephone="1"); t=time.time(); Partenaire.objects.update(importe={}); p=importer_partenaires(o,equipe); print(p.comptes,len(p.corriges_ici), time.time()-t)
    from collections import Counter
    from territoires.horaires import Horaires
    for f in ('services','publics_specifiquement_adresses','prise_en_charge_specifique','frais_a_charge','modalites_accompagnement'):
        print(f,Counter(v for p in Partenaire.objects.all() for v in getattr(p,f)))
    print(sum(1 for p in Partenaire.objects.all() if p.horaires and not Horaires.lire(p.horaires)))
