import assert from "node:assert/strict";
import test from "node:test";

import {
  admettre,
  decouper,
  enSuspens,
  estUnMot,
  estUnNom,
  mots,
  remplacer,
} from "../../../static/js/terrain/passages.js";

const ou = (texte, passage, autres = {}) => {
  const debut = [...texte.slice(0, texte.indexOf(passage))].length;
  return { debut, fin: debut + [...passage].length, regle: "nom", bloque: false, proposition: "", ...autres };
};

test("a passage is counted in code points, whatever stands before it", () => {
  const texte = "👩🏽‍🦱 avec Essai.";
  assert.equal(mots(texte, ou(texte, "Essai")), "Essai");
  assert.equal(remplacer(texte, ou(texte, "Essai"), "son voisin"), "👩🏽‍🦱 avec son voisin.");
});

test("a suggestion takes a capital where the sentence begins with it", () => {
  assert.equal(remplacer("Essai est venu.", ou("Essai est venu.", "Essai"), "un homme"), "Un homme est venu.");
  const suite = "Venue. Essai attend.";
  assert.equal(remplacer(suite, ou(suite, "Essai"), "une femme"), "Venue. Une femme attend.");
  const milieu = "Avec Essai.";
  assert.equal(remplacer(milieu, ou(milieu, "Essai"), "une femme"), "Avec une femme.");
});

test("erased, a passage leaves no space behind", () => {
  for (const [texte, reste] of [
    ["Voir 06 12 demain", "Voir demain"],
    ["Voir 06 12.", "Voir."],
    ["06 12 demain", "demain"],
    ["Voir 06 12", "Voir"],
  ]) {
    assert.equal(remplacer(texte, ou(texte, "06 12"), ""), reste);
  }
});

test("what was said to be nobody's name is not asked about again, however it is written", () => {
  const texte = "Bricobus et BRICOBUS, chez Essai";
  const reperes = [ou(texte, "Bricobus"), ou(texte, "BRICOBUS"), ou(texte, "Essai")];
  const restent = enSuspens(texte, reperes, admettre([], "Bricobus"));
  assert.deepEqual(restent.map((un) => mots(texte, un)), ["Essai"]);
});

test("no answer lets through what blocks", () => {
  const texte = "Mme Essai";
  assert.equal(enSuspens(texte, [ou(texte, texte, { bloque: true })], admettre([], texte)).length, 1);
});

test("the pieces of a text are the text", () => {
  const texte = "Avec Essai 🙂 et Test.";
  const morceaux = decouper(texte, [ou(texte, "Essai"), ou(texte, "Test")]);
  assert.equal(morceaux.map((un) => un.texte).join(""), texte);
  assert.deepEqual(morceaux.filter((un) => un.repere).map((un) => un.texte), ["Essai", "Test"]);
});

test("what is told of somebody is not asked about as a name", () => {
  assert.equal(estUnNom({ regle: "sante" }), false);
  assert.equal(estUnNom({ regle: "nom_possible" }), true);
});

test("a passage erased with the space before it leaves the sentence whole", () => {
  const texte = "Son voisin Essai l’aide.";
  assert.equal(remplacer(texte, ou(texte, " Essai"), ""), "Son voisin l’aide.");
});

test("only a word can be proposed to the list of the équipe", () => {
  assert.equal(estUnMot("Bricobus"), true);
  assert.equal(estUnMot("12 rue des Essais"), false);
});

test("what stood before a name is put right for what replaces it", () => {
  for (const [texte, passage, par, dit] of [
    ["le mari de Mme Essai", "Mme Essai", "une femme", "le mari d’une femme"],
    ["dit que Essai attend", "Essai", "un homme", "dit qu’un homme attend"],
    ["le chien du Essai", "Essai", "un homme", "le chien d’un homme"],
    ["parlé au Essai", "Essai", "un homme", "parlé à un homme"],
    ["vu la Essai hier", "Essai", "une femme", "vu une femme hier"],
    ["la essai attend", "essai", "une femme", "une femme attend"],
    ["Le Essai attend", "Essai", "un homme", "Un homme attend"],
    ["habite au 4 rue Essai", "4 rue Essai", "à une adresse", "habite à une adresse"],
    ["la gardienne du 4 rue Essai", "4 rue Essai", "à une adresse", "la gardienne d’une adresse"],
    ["habite 4 rue Essai", "4 rue Essai", "à une adresse", "habite à une adresse"],
    ["mène Essai", "Essai", "un homme", "mène un homme"],
    ["de l’aide Essai", "Essai", "une femme", "de l’aide une femme"],
    ["rappeler au 06", "06", "un numéro de téléphone", "rappeler à un numéro de téléphone"],
    ["chez Essai", "Essai", "un ami", "chez un ami"],
    ["de Essai", "Essai", "son code", "de son code"],
  ]) {
    assert.equal(remplacer(texte, ou(texte, passage), par), dit);
  }
});
