// The worker of the entry page: it keeps one version of the page, whole, and answers with it
// when there is no network. GET only: what is sent belongs to the page.
//
// Written above by the server: VERSION, and COQUILLE, address → digest of every file.

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
});

// All of it, each file checked by its digest, or this version is not installed.
async function installer() {
  const magasin = await caches.open(NOM + VERSION);
  const demandes = [...COQUILLE].map(
    ([adresse, integrity]) => new Request(adresse, { integrity, cache: "reload" }),
  );
  await magasin.addAll(demandes);
}

// Where the browser knows how, it answers from the cache without waking the worker.
async function aiguiller(evenement) {
  const adresses = [...COQUILLE.keys()].map((pathname) => ({ urlPattern: { pathname, search: "" } }));
  await evenement.addRoutes?.({ condition: { or: adresses }, source: { cacheName: NOM + VERSION } });
}

// The old version goes only now: the new one is complete.
async function prendreLaPlace() {
  const noms = (await caches.keys()).filter((nom) => nom.startsWith(NOM) && nom !== NOM + VERSION);
  await Promise.all(noms.map((nom) => caches.delete(nom)));
  await self.clients.claim();
}

function cle({ method, mode, url }) {
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return null;
  return mode === "navigate" && pathname !== PAGE ? null : pathname;
}

async function repondre(adresse, demande) {
  const magasin = await caches.open(NOM + VERSION);
  return (await magasin.match(adresse, { ignoreVary: true })) ?? fetch(demande);
}
