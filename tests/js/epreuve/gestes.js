// What may happen to a tablet, and how often: [weight, the method of Deroule that does it].

export const GESTES = [
  [30, "noter"],
  [18, "modifier"],
  [12, "envoyer"],
  [9, "tuer"],
  [7, "couper"],
  [12, "panne"],
  [4, "second"],
  [4, "changer"],
  [3, "version"],
  [1.2, "redemarrer"],
  [1.5, "sauvegarder"],
  [1.5, "restaurer"],
];
