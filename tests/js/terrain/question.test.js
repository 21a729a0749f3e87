import assert from "node:assert/strict";
import test from "node:test";

import { TIREES, posees, questions, tiree } from "../../../static/js/terrain/question.js";

test("the same rencontre always draws the same question", () => {
  const id = "0000000c-0000-4000-8000-000000000000";
  assert.equal(tiree(id), TIREES[12 % TIREES.length]);
  assert.deepEqual(questions(id), [tiree(id)]);
});

test("the draw favours no question", () => {
  const fois = Object.fromEntries(TIREES.map((code) => [code, 0]));
  const total = TIREES.length * 2000;
  for (let rang = 0; rang < total; rang += 1) fois[tiree(crypto.randomUUID())] += 1;
  // Six standard deviations around 2,000: one false alarm in a hundred million runs.
  for (const code of TIREES) assert.ok(Math.abs(fois[code] - 2000) < 6 * Math.sqrt(2000), code);
});

test("what the coordinator pinned comes in place of the draw", () => {
  assert.deepEqual(questions(crypto.randomUUID(), ["duree", "habite"]), ["duree", "habite"]);
});

test("a question that makes no sense is not asked, and none takes its place", () => {
  const conversation = { domaines: ["conversation"] };
  assert.deepEqual(posees(["non_recours"], conversation), []);
  assert.deepEqual(posees(["exigences"], conversation), []);
  assert.deepEqual(posees(["exigences", "non_recours"], { domaines: ["droits"] }), [
    "exigences",
    "non_recours",
  ]);
});

test("the reason is asked of those who do not go", () => {
  const codes = ["frequentation_lieux", "raison"];
  const posee = (frequentation) => posees(codes, { domaines: [], frequentation });
  assert.deepEqual(posee("ne_connait_pas"), codes);
  assert.deepEqual(posee("y_va_souvent"), ["frequentation_lieux"]);
});
