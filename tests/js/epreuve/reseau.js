// The network of a tablet: one fault at a time, for the next request, or none at all.

export const PANNES = ["perdue", "refusee", "erreur", "occupe", "portail", "double"];

export class Reseau {
  horsLigne = false;
  panne = null;

  async chercher(adresse, options) {
    if (this.horsLigne) throw new TypeError("hors ligne");
    const panne = this.panne;
    this.panne = null;
    if (panne === "refusee") throw new TypeError("refusée");
    if (panne === "erreur") return new Response("", { status: 500 });
    if (panne === "occupe") return new Response("", { status: 429, headers: { "Retry-After": "1" } });
    if (panne === "portail") return new Response("<html>Bienvenue</html>");
    const { credentials, ...envoi } = options;
    if (panne === "double") await fetch(adresse, envoi).then((reponse) => reponse.text());
    const reponse = await fetch(adresse, envoi);
    if (panne !== "perdue") return reponse;
    await reponse.text(); // committed there, never heard here
    throw new TypeError("perdue");
  }
}
