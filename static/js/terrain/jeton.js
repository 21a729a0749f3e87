// The secrets of a card, as sessions/orientations/jetons.py has them: a token of 128 bits in 26
// letters of base32, its empreinte, and the code told by phone. Pure.

import { sha256 } from "./noyau.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const OCTETS = 16;
const LETTRES_DU_CODE = 6;

export const forger = () => base32(crypto.getRandomValues(new Uint8Array(OCTETS)));

// However its letters were typed.
export const hacher = (jeton) => sha256(jeton.trim().toUpperCase());

// The first thirty bits of the empreinte.
export function codeCourt(empreinte) {
  const octets = empreinte.match(/../g).map((deux) => parseInt(deux, 16));
  return base32(octets).slice(0, LETTRES_DU_CODE);
}

// RFC 4648, no padding: the last letter is completed with zeros.
export function base32(octets) {
  const bits = Array.from(octets, (octet) => octet.toString(2).padStart(8, "0")).join("");
  return bits.match(/.{1,5}/g).map((cinq) => ALPHABET[parseInt(cinq.padEnd(5, "0"), 2)]).join("");
}
