// The worker of the entry page: it keeps one version of the page, whole, and answers with it
// when there is no network. GET only: what is sent belongs to the page.
//
// Written above by the server: VERSION, COQUILLE, address → digest of every file, and STATIQUES,
// what the addresses of files begin with.

const NOM = "medlove-terrain-";
const PAGE = [...COQUILLE.keys()][0];

self.addEventListener("install", (evenement) => {
  evenement.waitUntil(Promise.all([installer(), aiguiller(evenement)]));
});
self.addEventListener("activate", (evenement) => evenement.waitUntil(prendreLaPlace()));
self.addEventListener("message", ({ data }) => data === "activer" && self.skipWaiting());
self.addEventListener("fetch", (evenement) => {
  const adresse = cle(evenement.request);
  if (COQUILLE.has(adresse)) evenement.respondWith(repondre(adresse, evenement.request));
  else if (adresse?.startsWith(STATIQUES)) evenement.respondWith(repondreEncore(adresse, evenement.request));
});

// All of it, each file checked by its digest, or this version is not installed.
async function installer() {
  const magasin = await caches.open(NOM + VERSION);
  const demandes = [...COQUILLE].map(
    ([adresse, integrity]) => new Request(adresse, { integrity, cache: "reload" }),
  );
  try {
    await magasin.addAll(demandes);
  } catch (erreur) {
    if (!(await magasin.keys()).length) await caches.delete(NOM + VERSION);
    throw erreur;
  }
}

// Where the browser knows how, it answers from the cache without waking the worker.
async function aiguiller(evenement) {
  const adresses = [...COQUILLE.keys()].map((pathname) => ({ urlPattern: { pathname, search: "" } }));
  await evenement.addRoutes?.({ condition: { or: adresses }, source: { cacheName: NOM + VERSION } });
}

// The new one is complete. The version just before stays until the next: a page of it that is
// still open may not have asked for all its modules, and the server may have them no more.
async function prendreLaPlace() {
  const noms = (await caches.keys()).filter((nom) => nom.startsWith(NOM) && nom !== NOM + VERSION);
  await Promise.all(noms.slice(0, -1).map((nom) => caches.delete(nom)));
  await self.clients.claim();
}

function cle({ method, mode, url }) {
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return null;
  return mode === "navigate" && pathname !== PAGE ? null : pathname;
}

async function repondreEncore(adresse, demande) {
  return (await caches.match(adresse, { ignoreVary: true })) ?? fetch(demande);
}

async function repondre(adresse, demande) {
  const magasin = await caches.open(NOM + VERSION);
  return (await magasin.match(adresse, { ignoreVary: true })) ?? fetch(demande);
}
