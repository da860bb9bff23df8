"""The pictures that stand for a page where its link is shared: one a room, drawn at publication."""

from dataclasses import dataclass
from io import BytesIO

from font_source_serif_pro import font_files_ttf
from PIL import Image, ImageColor, ImageDraw, ImageFont

from macros import addresses, identity

WIDTH, HEIGHT = 1200, 630
FOLDER = "assets/partage/"
# Colours of overrides/assets/couleurs.css, in light: a test compares them.
PAPER, INK, SOFT, LINE, ACCENT, EQUALITY = "#fbf8f3", "#22263a", "#565b70", "#e4ddd0", "#a8401f", "#1d5f63"
LEFT, EDGE = 96, 28  # pixels: the text's left side, the band's width
SHADES = 15  # between the paper and a colour: enough for the edges of letters


@dataclass(frozen=True)
class Room:
    """A room of the site, as its picture names it."""

    id: str
    prefix: str  # of the addresses of its pages
    name: str
    about: str
    colour: str = ACCENT


HOME = Room("accueil", addresses.HOME, identity.NAME, "Qualité de vie au travail et égalité professionnelle")
ROOMS = (
    Room("structures", addresses.EXPLORER, "Structures", "Ce que des employeurs ont tenté, et ce qu’ils en ont appris"),
    Room("methode", addresses.METHOD, "Méthode", "Essayer à plusieurs avant de généraliser"),
    Room("egalite", addresses.EQUALITY, "Égalité", "Entre les femmes et les hommes\u00a0: où l’on en est, que faire", EQUALITY),
    Room("recommandations", addresses.RECOMMENDATIONS, "Recommandations", "Ce qu’un petit employeur peut en tirer"),
    Room("ressources", addresses.RESOURCES, "Ressources", "Le droit, le glossaire, les\u00a0documents, les\u00a0partenaires"),
    HOME,
)


def room_of(address: str) -> Room:
    """Return the room of a page: that of the whole site for a page without one."""
    return next(room for room in ROOMS if address.startswith(room.prefix))


def path_of(room: Room) -> str:
    """Return where the picture of a room is, from the site's root."""
    return f"{FOLDER}{room.id}.png"


def described(room: Room) -> str:
    """Return what a picture shows, for those who do not see it."""
    text = f"{room.name} : {room.about}" if room is HOME else f"{identity.NAME}. {room.name} : {room.about}"
    return text.replace(" :", "\u00a0:")


def files() -> dict[str, bytes]:
    """Return the pictures of all rooms, by path."""
    return {path_of(room): picture(room) for room in ROOMS}


def picture(room: Room) -> bytes:
    """Return the picture of a room, in PNG."""
    title, text = _layer(), _layer()
    ImageDraw.Draw(title).rectangle((0, 0, EDGE, HEIGHT), fill=255)
    below = _write(title, 120, room.name, _font("Semibold", 104), 124)
    _write(text, below + 24, room.about, _font("", 46), 62)
    layers = {room.colour: title, INK: text}
    if room is not HOME:
        line, name = _layer(), _layer()
        ImageDraw.Draw(line).line((LEFT, 530, WIDTH - LEFT, 530), fill=255, width=3)
        _write(name, 548, identity.NAME, _font("", 34), 0)
        layers |= {LINE: line, SOFT: name}
    return _png(layers)


def _layer() -> Image.Image:
    """Return an empty layer: how much ink there is at each place."""
    return Image.new("L", (WIDTH, HEIGHT))


def _write(layer: Image.Image, top: int, text: str, font: ImageFont.FreeTypeFont, step: int) -> int:
    """Write a text, a line every `step` pixels; return where the next one would be."""
    for line in _lines(text, font):
        ImageDraw.Draw(layer).text((LEFT, top), line, font=font, fill=255)
        top += step
    return top


def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    # The plain layout: the other one depends on a library that the machine may have or not.
    return ImageFont.truetype(font_files_ttf["SourceSerifPro" + weight], size, layout_engine=ImageFont.Layout.BASIC)


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Return a text in as few lines as fit, as even as they can be."""
    fewest = _filled(text, font, WIDTH - 2 * LEFT)
    widths = range(0, WIDTH - 2 * LEFT, 20)
    return next((lines for width in widths if len(lines := _filled(text, font, width)) == len(fewest)), fewest)


def _filled(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _png(layers: dict[str, Image.Image]) -> bytes:
    """Return layers, each in its colour, on paper. Few colours make a light file; it holds no date."""
    paper = ImageColor.getrgb(PAPER)
    image, palette, out = Image.new("P", (WIDTH, HEIGHT)), list(paper), BytesIO()
    for place, (colour, layer) in enumerate(layers.items()):
        shades = [round(ink * SHADES / 255) for ink in range(256)]
        image.paste(layer.point([shade and place * SHADES + shade for shade in shades]), mask=layer.point([255 * bool(shade) for shade in shades]))
        for step in range(1, SHADES + 1):
            palette += [round(ground + (full - ground) * step / SHADES) for ground, full in zip(paper, ImageColor.getrgb(colour), strict=True)]
    image.putpalette(palette)
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
