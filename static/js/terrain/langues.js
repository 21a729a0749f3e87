// The words of the card, in the languages that are on the tablet.
//
// A language is a file of static/cartes/, named by the `data-langue` of its button. The words below
// are what a card says without any.

const FRANCAIS = {
  code: "fr",
  direction: "ltr",
  relue_par: "Medlové",
  jours: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
  heures: {
    heure: "{h}\u202fh\u202f{mm}",
    heure_pile: "{h}\u202fh",
    minuit: "minuit",
    plage: "{de} à {a}",
    separateur: ", ",
    deux_jours: "{premier} et {dernier}",
    de_jour_a_jour: "{premier} à {dernier}",
    ferme: "fermé",
    a_verifier: "à vérifier",
    toute_la_journee: "toute la journée",
  },
  mots: {
    titre: "Où aller",
    adresse: "Adresse",
    repere: "Repère",
    horaires: "Horaires",
    horaires_inconnus: "Appelez avant de venir.",
    telephone: "Téléphone",
    suivi: "Si vous le voulez, montrez ce carré à l’accueil\u202f: l’équipe saura que la visite a eu lieu, sans connaître votre nom.",
  },
};

// `changee()` is called once another language is there.
export function langues(feuillet, changee) {
  const choix = { langue: FRANCAIS, mots: FRANCAIS.mots };
  return choix;
}
