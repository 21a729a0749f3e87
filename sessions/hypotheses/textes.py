"""The words of the hypotheses: what each indicator says, and what it does not prove."""

from dataclasses import dataclass

from sessions.hypotheses.models import Hypothese


@dataclass(frozen=True, slots=True)
class Texte:
    """`phrase` follows the share; `ceux` and `tous` head the two counts it is made of.

    `unite` says what these counts are of.
    """

    titre: str
    phrase: str
    ceux: str
    tous: str
    limite: str
    unite: str = "Rencontres"


HYPOTHESES = {
    Hypothese.ALLER_VERS: (
        "La médiation dans l’espace public rencontre des personnes qui ne viennent pas "
        "dans les lieux existants."
    ),
    Hypothese.CONFIANCE: "La médiation dans l’espace public installe la confiance.",
    Hypothese.BESOINS: (
        "La médiation dans l’espace public fait apparaître des besoins d’accès aux droits "
        "et de médiation numérique."
    ),
}

TEXTES = {
    "sans_lieu": Texte(
        titre="Ne connaissent pas de lieu où l’on aide",
        phrase="des personnes à qui nous l’avons demandé ne connaissent pas de lieu où l’on aide",
        ceux="Ne connaissent pas",
        tous="Posée",
        limite=(
            "Les personnes rencontrées ne sont pas tirées au sort : cette part n’est pas celle "
            "des habitants. Une personne peut connaître un lieu sans lui donner ce nom."
        ),
    ),
    "refus": Texte(
        titre="Ne souhaitent pas parler",
        phrase="des personnes abordées n’ont pas souhaité parler",
        ceux="Refus",
        tous="Refus et rencontres",
        limite=(
            "Un refus ne dit ni pourquoi, ni de qui il vient : il peut tenir à la pluie ou à un "
            "bus qui arrive. Une part des rencontres a commencé parce que la personne est venue : "
            "elle n’a pas été abordée, et la part des refus en paraît plus petite."
        ),
        unite="Refus et rencontres",
    ),
    "alle_vers": Texte(
        titre="Nous sommes allés vers la personne",
        phrase="des rencontres où la question a été posée ont commencé par nous",
        ceux="Allés vers elle",
        tous="Posée",
        limite=(
            "Un regard, un bonjour : qui a commencé se discute, et c’est l’équipe qui le note. "
            "Un lieu de passage amène à lui seul plus de venues spontanées."
        ),
    ),
    "deja_venue": Texte(
        titre="Déjà venues",
        phrase="des personnes à qui nous l’avons demandé étaient déjà venues",
        ceux="Déjà venues",
        tous="Posée",
        limite=(
            "Rien ne relie une rencontre à une autre : dix retours peuvent être ceux d’une seule "
            "personne. Revenir peut dire la confiance, ou une première réponse qui n’a pas suffi."
        ),
    ),
    "bouche_a_oreille": Texte(
        titre="Le bouche à oreille",
        phrase="des rencontres où la question a été posée ont commencé par le bouche à oreille",
        ceux="Bouche à oreille",
        tous="Posée",
        limite=(
            "La personne ne dit pas toujours qui l’a envoyée. Une affiche, un marchand, un "
            "voisin comptent pareil, et le début d’une expérience en compte toujours peu."
        ),
    ),
    "meme_lieu": Texte(
        titre="Revenir au même lieu",
        phrase="des lieux ont revu le vélo au moins un autre jour",
        ceux="Lieux revus",
        tous="Lieux",
        limite=(
            "Revenir est notre choix, pas une preuve de confiance : à lire avec les deux parts "
            "qui précèdent. Plus la période est longue, plus il y a de lieux revus."
        ),
        unite="Lieux",
    ),
    "domaines": Texte(
        titre="Les besoins entendus",
        phrase="des rencontres portaient un besoin de droits et démarches",
        ceux="Droits et démarches",
        tous="Rencontres",
        limite=(
            "Un besoin est noté quand il est dit, là où nous étions et à ceux qui étaient là : "
            "une médiatrice sociale et un médiateur numérique n’entendent pas la même chose. "
            "Ce n’est pas une mesure des besoins du quartier."
        ),
    ),
    "droits_et_numerique": Texte(
        titre="Droits et numérique ensemble",
        phrase="des rencontres portaient à la fois un besoin de droits et un besoin numérique",
        ceux="Les deux",
        tous="Rencontres",
        limite=(
            "Les deux besoins viennent de la même personne, sans que l’un cause l’autre. "
            "Une démarche en ligne notée comme un seul besoin de droits n’y compte pas."
        ),
    ),
    "plusieurs": Texte(
        titre="Plusieurs besoins à la fois",
        phrase="des rencontres portaient plusieurs besoins",
        ceux="Plusieurs besoins",
        tous="Rencontres",
        limite=(
            "Le nombre de besoins dépend du temps passé ensemble et du soin de la saisie : "
            "au retour, on n’en note souvent qu’un."
        ),
    ),
    "exigences": Texte(
        titre="Ce que les démarches exigeaient",
        phrase="des rencontres où la question a été posée disent au moins une exigence numérique",
        ceux="Une exigence au moins",
        tous="Posée",
        limite=(
            "C’est l’équipe qui choisit les mots dans une liste. Une exigence dit ce que la "
            "démarche demandait, pas ce que la personne sait faire."
        ),
    ),
    "non_recours": Texte(
        titre="Des droits qui n’arrivent pas",
        phrase="des rencontres où la question a été posée disent un non-recours",
        ceux="Un non-recours",
        tous="Posée",
        limite=(
            "Personne n’a vérifié que le droit était ouvert. Seuls ceux qui s’arrêtent en "
            "parlent : le non-recours de ceux qui passent reste inconnu."
        ),
    ),
}
