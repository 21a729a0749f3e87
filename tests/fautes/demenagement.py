"""What an équipe takes with it: a row lost on the way, a wall of the folder taken down."""

from tests.fautes.faute import Changement, Faute

ICI = "tests/sessions/demenagement/"
TOUT_REVIENT = ICI + "test_aller_retour.py::test_every_row_and_every_byte_come_back"
SALLE = "sessions/demenagement/"
FAUTES = [
    Faute(
        "full export: a table forgotten",
        ICI + "test_contenu.py::test_every_model_leaves_or_says_why_it_stays",
        [
            Changement(
                SALLE + "contenu.py",
                '    Table("vecus", Vecu, par="rencontre__equipe", tri="rencontre"),\n',
                "",
            )
        ],
    ),
    Faute(
        "full export: a column dropped",
        ICI + "test_contenu.py::test_every_column_leaves_or_says_why_it_stays",
        [
            Changement(
                SALLE + "tables.py",
                "if champ.name not in self.sans\n",
                'if champ.name not in (*self.sans, "duree")\n',
            )
        ],
    ),
    Faute(
        "full import: a column left at its default",
        TOUT_REVIENT,
        [
            Changement(
                SALLE + "entree.py",
                "            rang[champ.attname] = lue\n",
                "            rang[champ.attname] = 1 if champ.name == 'rang' else lue\n",
            )
        ],
    ),
    Faute(
        "full import: an id renewed",
        TOUT_REVIENT,
        [
            Changement(
                SALLE + "entree.py",
                "            rang[champ.attname] = lue\n",
                "            rang[champ.attname] = UUID(int=lue.int ^ 1) if "
                '(table.nom, champ.name) == ("suites", "id") else lue\n',
            )
        ],
    ),
    Faute(
        "full import: the date of today",
        TOUT_REVIENT,
        [
            Changement(
                SALLE + "entree.py",
                "    return [champ.get_db_prep_save(rang[champ.attname], connection) "
                "for champ in champs]",
                "    from datetime import datetime, UTC\n"
                "    return [champ.get_db_prep_save(datetime.now(UTC) if "
                'getattr(champ, "auto_now", False) else rang[champ.attname], connection) '
                "for champ in champs]",
            )
        ],
    ),
    Faute(
        "full import: a row of another équipe within reach",
        ICI + "test_refus.py::test_a_row_of_another_equipe_is_out_of_reach",
        [
            Changement(
                SALLE + "entree.py",
                "        siens = table_de(modele).lot(self.equipe, ICI)\n",
                "        siens = modele._base_manager.all()\n",
            )
        ],
    ),
    Faute(
        "full export: a secret link that travels",
        ICI + "test_aller_retour.py::test_what_opens_a_door_stays_behind",
        [
            Changement(
                SALLE + "contenu.py",
                'Table("partenaires", Partenaire, sans={"lien_sha256": Sans(LIEN)})',
                'Table("partenaires", Partenaire)',
            )
        ],
    ),
    Faute(
        "full export: a formula left as it is",
        ICI + "test_aller_retour.py::test_a_spreadsheet_runs_no_cell",
        [
            Changement(
                SALLE + "cellules.py",
                "            return neutraliser(str(valeur))",
                "            return str(valeur)",
            )
        ],
    ),
    Faute(
        "full export: handed over to any member",
        ICI + "test_views.py::test_only_the_coordination_takes_it",
        [
            Changement(
                SALLE + "views.py",
                "@reserve(Role.COORDINATION)\n@require_POST",
                "@reserve()\n@require_POST",
            )
        ],
    ),
    Faute(
        "full import: a digest nobody looks at",
        ICI + "test_dossier.py::test_a_byte_that_changed_is_seen",
        [
            Changement(
                SALLE + "conformite.py",
                '    if condense != f"sha256:{calcule.hexdigest()}":',
                "    if not calcule:",
            )
        ],
    ),
    Faute(
        "full import: a link followed",
        ICI + "test_dossier.py::test_a_link_is_not_followed",
        [
            Changement(
                SALLE + "ouverture.py",
                "            if not stat.S_ISREG(etat.st_mode):",
                "            if stat.S_ISSOCK(etat.st_mode):",
            )
        ],
    ),
    Faute(
        "full import: an entry of an archive that leads outside",
        ICI + "test_dossier.py::test_an_entry_of_an_archive_that_goes_elsewhere_is_refused",
        [
            Changement(
                SALLE + "ouverture.py",
                '    if mene_dehors or str(chemin) != nom.rstrip("/"):',
                '    if not nom and str(chemin) != nom.rstrip("/") and mene_dehors:',
            )
        ],
    ),
    Faute(
        "full import: files left behind by what failed",
        ICI + "test_dossier.py::test_what_fails_at_the_very_end_leaves_nothing",
        [
            Changement(
                SALLE + "services/importation.py",
                "        for nom in noms:\n            default_storage.delete(nom)\n        raise",
                "        raise",
            )
        ],
    ),
]
