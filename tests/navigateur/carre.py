"""Reading a QR code as a telephone would: from the image alone."""

from base64 import b64encode
from pathlib import Path

from playwright.sync_api import Page

JSQR = Path(__file__).resolve().parents[1] / "js/vendor/jsqr/jsQR.js"

LIRE = """async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const toile = new OffscreenCanvas(image.width, image.height).getContext("2d");
  toile.drawImage(image, 0, 0);
  const { data, width, height } = toile.getImageData(0, 0, image.width, image.height);
  return jsQR(data, width, height)?.data ?? null;
}"""


def lire_le_carre(telephone: Page, image: bytes) -> str | None:
    """What the code of a screenshot says; `telephone` is a blank page, of nobody."""
    telephone.goto("about:blank")
    telephone.add_script_tag(path=JSQR)
    lu: str | None = telephone.evaluate(LIRE, b64encode(image).decode())
    return lu
