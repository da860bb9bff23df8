"""The pictures of shared links: their size, their weight, their colours, their letters, the same bytes each time."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from macros import identity
from macros.exports import pictures
from macros.exports.pictures import HOME, ROOMS, described, files, path_of, picture, room_of

ROOT = Path(__file__).parents[2]
HEAVIEST = 40_000  # bytes
FRENCH = "àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛŒÆ«»’–…€°"


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The pictures, by path."""
    return files()


def test_there_is_one_a_room(made: dict[str, bytes]) -> None:
    rooms = ("structures", "methode", "egalite", "recommandations", "ressources", "accueil")
    assert list(made) == [f"assets/partage/{room}.png" for room in rooms]


def test_they_are_light_and_of_the_size_that_networks_ask(made: dict[str, bytes]) -> None:
    for name, content in made.items():
        image = Image.open(BytesIO(content))
        assert (image.format, image.size) == ("PNG", (1200, 630)), name
        assert len(content) <= HEAVIEST, f"{name}: {len(content)}"
        assert image.info == {}, f"{name} holds more than a picture"


def test_they_are_the_same_each_time(made: dict[str, bytes]) -> None:
    assert files() == made


def test_they_differ(made: dict[str, bytes]) -> None:
    assert len(set(made.values())) == len(made)


def test_their_colours_are_those_of_the_site() -> None:
    light = (ROOT / "overrides/assets/couleurs.css").read_text(encoding="utf-8").split("@media")[0]
    colours = dict(re.findall(r"--couleur-([a-z-]+): (#[0-9a-f]{6})", light))
    assert (pictures.PAPER, pictures.INK, pictures.SOFT, pictures.LINE, pictures.ACCENT, pictures.EQUALITY) == tuple(
        colours[role] for role in ("papier", "encre", "encre-douce", "ligne", "accent", "egalite"))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.id)
def test_paper_is_paper_and_the_band_is_of_the_room(room: pictures.Room, made: dict[str, bytes]) -> None:
    image = Image.open(BytesIO(made[path_of(room)])).convert("RGB")
    assert "#%02x%02x%02x" % image.getpixel((1190, 10)) == pictures.PAPER
    assert "#%02x%02x%02x" % image.getpixel((5, 300)) == room.colour
    found = {"#%02x%02x%02x" % colour for _, colour in image.getcolors(256)}
    assert {room.colour, pictures.INK, pictures.PAPER} <= found


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.id)
def test_texts_stay_within(room: pictures.Room, made: dict[str, bytes]) -> None:
    """Nothing is written in the margins, and something is in the middle."""
    image = Image.open(BytesIO(made[path_of(room)])).convert("RGB")
    written = image.crop((pictures.EDGE + 1, 0, 1200, 630))
    paper = Image.new("RGB", written.size, pictures.PAPER)
    left, top, right, bottom = ImageChops.difference(written, paper).getbbox() or (0, 0, 0, 0)
    assert left > 50 and top > 100 and right + pictures.EDGE + 1 <= 1200 - 90 and 400 < bottom < 610


@pytest.mark.parametrize("weight", ["Semibold", ""])
def test_the_font_has_the_letters_of_french(weight: str) -> None:
    """A letter that a font lacks is drawn as a box, the same for all."""
    font = pictures._font(weight, 60)
    box = bytes(font.getmask("\U000f0000"))
    drawn = {letter: bytes(font.getmask(letter)) for letter in FRENCH}
    assert [letter for letter, mask in drawn.items() if mask == box or not any(mask)] == []
    assert len(set(drawn.values())) == len(drawn)


@pytest.mark.parametrize(("address", "room"), [
    ("", "accueil"), ("about/", "accueil"), ("themes/teletravail/", "accueil"), ("testimonials/", "structures"), ("testimonials/adela/", "structures"),
    ("method/qvct/", "methode"), ("equality/fiches/02-recrutement/", "egalite"), ("recommendations/axe-1/", "recommandations"), ("resources/droit/", "ressources"),
])  # fmt: skip
def test_each_page_has_the_picture_of_its_room(address: str, room: str) -> None:
    assert room_of(address).id == room


def test_they_are_described() -> None:
    texts = [described(room) for room in ROOMS]
    assert len(set(texts)) == len(texts)
    for room, text in zip(ROOMS, texts, strict=True):
        assert identity.NAME in text and room.name in text and room.about in text and " :" not in text
    assert described(HOME).count(identity.NAME) == 1


def test_a_long_name_takes_more_lines() -> None:
    room = pictures.Room("essai", "essai/", "Une salle au nom bien trop long pour une ligne", "Et ce qu’elle est")
    assert Image.open(BytesIO(picture(room))).size == (1200, 630)
    font = pictures._font("Semibold", 104)
    assert all(font.getlength(line) <= pictures.WIDTH - 2 * pictures.LEFT for line in pictures._lines(room.name, font))
    assert " ".join(pictures._lines(room.name, font)) == room.name
