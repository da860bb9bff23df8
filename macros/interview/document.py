"""The interview grid as a Word document: to fill with the structure, and to keep the agreement of those who speak."""

import io
import zipfile
from collections.abc import Iterable

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from macros.interview.grid import Part, Question
from macros.text import typeset

NAME = "grille-entretien.docx"
DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say: two builds give the same bytes
ROWS = 6  # to fill in a repeated group; Tab adds others
LISTED = 30  # choices; a longer list is not printed
SHADE, INK = "F3ECE4", RGBColor(0x5A, 0x4A, 0x42)
TITLE = "Grille d’entretien"
HOW = ("Cette grille sert à raconter ce qu’une structure de l’économie sociale et solidaire a tenté pour mieux travailler. On la remplit à deux : une personne de la "
       "structure parle, une autre écrit. Comptez une heure.",
       "Écrivez dans les cases blanches. Ce que l’on ne sait pas reste vide : la page dira que l’information manque. N’écrivez aucun nom de personne, seulement des fonctions.",
       "Les questions marquées d’un astérisque (*) sont nécessaires pour publier.")
# The sheet that is signed, and never sent: it holds names.
SHEET = "L’accord de témoigner"
KEEP = "Une feuille par personne, à signer après avoir relu la page. Faites-en deux exemplaires : un pour la personne, un pour la rédaction du site. Ne l’envoyez pas avec la grille, et ne la mettez jamais en ligne."
AGREED = (
    "Ce qui paraîtra : le nom de ma structure, ma fonction, à quel titre je parle, et ce que j’ai raconté, avec les mots de la rédaction. Mon nom n’y sera pas. Mais le nom de la structure et ma fonction peuvent suffire à me reconnaître. Je peux choisir une fonction plus large, comme « une salariée ».",
    "Pourquoi : aider d’autres employeurs et d’autres équipes à mieux travailler. Mes données ne sont publiées que parce que je suis d’accord.",
    "Où : sur un site public, dans ses fichiers de données et dans le dépôt public où il se prépare. Les moteurs de recherche peuvent le montrer. Toute personne peut le reprendre, même pour gagner de l’argent (Licence Ouverte 2.0).",
    "Je suis libre. Personne ne peut m’obliger à témoigner. Refuser, ou changer d’avis, ne doit rien changer à mon travail, à mon salaire ni à mon mandat.",
    "J’ai relu le texte exact qui sera publié. J’ai pu le changer et en retirer ce que je voulais.",
    "Le texte ne dit rien de la santé, de la vie privée, des opinions ou du syndicat d’une personne que l’on peut reconnaître. S’il dit mon propre mandat syndical, j’accepte par écrit, plus bas, qu’il soit dit.",
    "Cette feuille ne vaut pas pour une vidéo, une photo ou ma voix : il faut un autre accord.",
    "Je peux changer d’avis à tout moment, par un simple message, sans dire pourquoi. Mon témoignage est alors retiré du site, dans le mois au plus tard. Je peux aussi demander qu’il soit effacé de l’historique du dépôt. D’autres ont pu le copier avant : ces copies peuvent rester ailleurs.",
    "Je peux demander à voir ce qui me concerne, à en recevoir une copie, à le faire corriger ou effacer, ou à en faire limiter l’usage. Si l’on ne me répond pas, je peux me plaindre à la CNIL (www.cnil.fr).",
    "Mon accord vaut jusqu’au jour écrit ci-dessous, cinq ans au plus. Ensuite, on me le redemande, ou le texte est retiré.",
)
BLANKS = ("Responsable du site (organisme, adresse, courriel)", "À qui écrire pour changer d’avis", "Jusqu’à quand cette feuille est gardée", "Structure", "Nom et prénom",
          "Fonction à écrire sur le site", "Mandat syndical : j’accepte qu’il soit dit (oui, non, sans objet)", "Texte relu le", "Accord valable jusqu’au", "Date et signature")


def document(parts: Iterable[Part]) -> bytes:
    """Return the grid as a .docx file: each question is a table, its words in the first row, the rest to fill."""
    paper = Document()
    _dress(paper)
    paper.add_heading(TITLE, 0)
    for text in HOW:
        paper.add_paragraph(typeset(text))
    for part in parts:
        paper.add_heading(typeset(part.title), 1)
        for question in part.questions:
            _question(paper, question)
    _agreement(paper)
    return _packed(paper)


def heading_of(question: Question) -> str:
    """Return the words that tell a question in the document: a filled one is found by them."""
    return typeset(f"{question.number}. {question.field.question}") + (" *" if question.required else "")


def _dress(paper: Paper) -> None:
    paper.core_properties.title, paper.core_properties.author, paper.core_properties.language = TITLE, "", "fr-FR"
    for section in paper.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.8)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "fr-FR"})
    normal.element.rPr.append(language)
    for name in ("Title", "Heading 1"):
        paper.styles[name].font.color.rgb = INK


def _question(paper: Paper, question: Question) -> None:
    columns = len(question.columns) or 1
    table = paper.add_table(rows=0, cols=columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    first = table.add_row()
    words = first.cells[0].merge(first.cells[-1])
    _shaded(words)
    _said(words.paragraphs[0], heading_of(question), bold=True)
    for text in _help(question):
        _said(words.add_paragraph(), text, small=True)
    for paragraph in words.paragraphs:
        paragraph.paragraph_format.keep_with_next = True  # a question stays with its answer
    _whole(first)
    if question.columns:
        _heads(table, question.columns)
    for _ in range(ROWS if question.columns else 1):
        row = table.add_row()
        row.height = Cm(2.4 if question.paragraphs else 1.1)
        _whole(row)
    paper.add_paragraph().paragraph_format.space_after = Pt(2)


def _heads(table: Table, columns: Iterable[Question]) -> None:
    row = table.add_row()
    for cell, column in zip(row.cells, columns, strict=True):
        _shaded(cell)
        _said(cell.paragraphs[0], typeset(column.field.question), bold=True)
        for text in _help(column):
            _said(cell.add_paragraph(), text, small=True)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _help(question: Question) -> list[str]:
    """Return what helps to answer: a hint, then what may be answered."""
    found = [question.field.help]
    if question.choices and len(question.choices) <= LISTED:
        found.append(("Au choix : " if question.field.many else "Un seul : ") + " ; ".join(label for _, label in question.choices) + ".")
    elif question.field.plain is bool:
        found.append("Oui ou non.")
    return [typeset(text) for text in found if text]


def _agreement(paper: Paper) -> None:
    paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    paper.add_heading(SHEET, 1)
    _said(paper.add_paragraph(), typeset(KEEP), bold=True)
    for text in AGREED:
        paper.add_paragraph(typeset(text), style="List Bullet")
    for text in BLANKS:
        paper.add_paragraph(typeset(f"{text} : ") + "." * 60)


def _said(paragraph: Paragraph, text: str, bold: bool = False, small: bool = False) -> None:
    run = paragraph.add_run(text)
    run.bold = bold
    if small:
        run.font.size, run.font.color.rgb = Pt(9.5), INK
    paragraph.paragraph_format.space_after = Pt(2)


def _shaded(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", SHADE)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _whole(row: object) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _packed(paper: Paper) -> bytes:
    """Return the file of a document, each part dated alike: python-docx dates them by the clock."""
    made, packed = io.BytesIO(), io.BytesIO()
    paper.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as again:
        for name in parts.namelist():
            again.writestr(zipfile.ZipInfo(name, DAY), parts.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
