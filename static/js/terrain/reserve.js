// The part of the page that most visits never open: its markup, its style and its pictograms are
// kept in a template, where nothing is fetched, until the first gesture that asks for it.

import { illustrer, uneFois } from "./noyau.js";

export const sortirLaReserve = uneFois(async () => {
  const { content } = document.querySelector("template[data-reserve]");
  const reserve = document.importNode(content, true);
  const styles = [...reserve.querySelectorAll("link")];
  const arrivees = styles.map((style) => new Promise((dire) => (style.onload = style.onerror = dire)));
  illustrer(reserve);
  document.head.append(...styles);
  await Promise.all(arrivees);
  document.querySelector("[data-compteurs]").after(reserve.querySelector("[data-lignes]"));
  document.querySelector("#titre").after(reserve.querySelector("[data-repere]"));
  document.body.append(reserve);
});
