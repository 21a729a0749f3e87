"""« Prêter l’écran », in a real Chromium: nothing of the day, and four ways back."""

import pytest
from playwright.sync_api import Locator, expect

from tests.navigateur.ecran_terrain import Ecran

pytestmark = pytest.mark.django_db(transaction=True)

APPUI = 900  # ms, as preter.js has it
VISIBLE = """(nom) => {
  const { left, top, width, height } = document.querySelector(nom).getBoundingClientRect();
  return [left, top, width, height];
}"""


@pytest.fixture
def prete(ecran: Ecran) -> Locator:
    """The screen lent, in the middle of a rencontre, with the day unfolded."""
    ecran.rencontre_usuelle()
    ecran.page.get_by_text("Noté aujourd’hui").click()
    ecran.puce("Titre de séjour")
    ecran.bouton("Prêter l’écran")
    dialogue = ecran.page.get_by_role("dialog", name="Écran prêté")
    expect(dialogue).to_be_visible()
    return dialogue


def test_nothing_of_the_day_is_in_sight(ecran: Ecran, prete: Locator):
    taille = ecran.page.viewport_size
    assert taille
    assert ecran.page.evaluate(VISIBLE, "#feuillet-preter") == [
        0, 0, taille["width"], taille["height"],
    ]  # fmt: skip
    cibles = ecran.page.evaluate(
        "() => [[20, 20], [400, 300], [400, 1150]].map("
        "([x, y]) => Boolean(document.elementFromPoint(x, y).closest('#feuillet-preter')))"
    )
    assert cibles == [True, True, True]
    expect(prete).not_to_contain_text("rencontre")
    expect(prete).not_to_contain_text("séjour")


def test_a_short_press_is_not_enough_a_long_one_comes_back_to_the_draft(
    ecran: Ecran, prete: Locator
):
    bouton = prete.get_by_role("button", name="Rester appuyé pour revenir")
    bouton.click()
    bouton.click(delay=APPUI // 2)
    ecran.page.wait_for_timeout(APPUI)
    expect(prete).to_be_visible()
    bouton.hover()
    ecran.page.mouse.down()
    expect(bouton).to_have_attribute("data-tenu", "")
    expect(prete).to_be_hidden()
    ecran.page.mouse.up()
    expect(ecran.page.locator('[name="besoin"][value="sejour_nationalite"]')).to_be_checked()
    expect(ecran.page.locator("[data-notees]")).not_to_have_attribute("open", "")


def test_a_key_held_comes_back_and_a_key_touched_does_not(ecran: Ecran, prete: Locator):
    for touche in ["Escape", "Space", "Enter"]:
        for _ in range(3):
            ecran.page.keyboard.press(touche)
    ecran.page.wait_for_timeout(APPUI)
    expect(prete).to_be_visible()
    for touche in ["Escape", "Space", "Enter"]:
        ecran.page.keyboard.down(touche)
        expect(prete).to_be_hidden()
        ecran.page.keyboard.up(touche)
        ecran.bouton("Prêter l’écran")
        expect(prete).to_be_visible()


def test_after_a_minute_it_comes_back_by_itself(ecran: Ecran):
    ecran.bouton("Urgences")
    ecran.page.keyboard.press("Escape")
    ecran.page.clock.install()
    ecran.bouton("Prêter l’écran")
    dialogue = ecran.page.get_by_role("dialog", name="Écran prêté")
    expect(dialogue).to_be_visible()
    ecran.page.clock.run_for(59_000)
    expect(dialogue).to_be_visible()
    ecran.page.clock.run_for(1_100)
    expect(dialogue).to_be_hidden()


def test_where_nothing_should_move_the_hold_is_shown_by_steps(ecran: Ecran, prete: Locator):
    ecran.page.emulate_media(reduced_motion="reduce")
    prete.get_by_role("button").hover()
    ecran.page.mouse.down()
    pas = prete.get_by_role("button").evaluate(
        "bouton => getComputedStyle(bouton, '::after').transitionTimingFunction"
    )
    ecran.page.mouse.up()
    assert pas.startswith("steps(")
