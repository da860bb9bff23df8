"""What the model refuses, said in French to an editor."""

import re
from typing import Any

from pydantic import BaseModel, ValidationError

from macros.problems import Problem
from macros.source import Document, Place, name_of
from macros.text import fold, nearest

# pydantic's error type → what it means for an editor, and the remedy.
PLAIN = {
    "missing": ("ce champ est obligatoire et il manque", "Ajoutez-le ; un autre fichier du même dossier sert d’exemple."),
    "string_type": ("un texte est attendu", "Retirez les tirets ou l’alignement qui en font une liste ou un groupe."),
    "tuple_type": ("une liste est attendue", "Mettez chaque élément sur sa ligne après un tiret, ou tous entre crochets : [un, deux]."),
    "model_type": ("un groupe de champs est attendu", "Écrivez « champ : valeur », une ligne par champ."),
    "int_type": ("un nombre entier est attendu", "Écrivez seulement des chiffres."),
    "bool_type": ("« oui » ou « non » est attendu", "Écrivez oui ou non."),
    "date_type": ("une date est attendue", "Écrivez la date sous la forme année-mois-jour (par exemple 2026-11-21)."),
}
# The pattern of a field → what a value that does not follow it is not, and the remedy.
WRITTEN = {
    r"^-?[0-9]{1,9}(\.[0-9]{1,3})?$": ("un nombre que le site sait lire", "Écrivez seulement des chiffres, avec un point pour les décimales (par exemple 10.6 ou -3)."),
    r"^[^@\s<>\"']+@[^@\s<>\"']+\.[a-z]{2,}$": ("une adresse de courriel", "Elle s’écrit nom@domaine.fr, sans espace ni accent."),
    r"^[A-Za-z0-9_-]{11}$": ("l’identifiant d’une vidéo", "Recopiez les onze signes qui suivent « v= » dans son adresse. S’il n’y a pas de vidéo, ôtez tout le bloc « video »."),
    r"^\d{1,2}:\d\d$": ("une durée", "Écrivez les minutes, deux-points, puis deux chiffres pour les secondes, entre guillemets (par exemple \"3:07\")."),
    r"^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$": ("un identifiant", "Employez des lettres sans accent, des chiffres et des traits d’union, sans espace."),
    r"^[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*)?$": ("l’identifiant d’une intégration", "Il s’écrit en minuscules sans accent : la sorte, une barre, puis l’identifiant (par exemple structure/adela)."),
    r"^[A-ZÀ-Þ][\w’'-]+$": ("un prénom", "Il commence par une majuscule et tient en un mot (par exemple Camille)."),
    r"^[MmLlHhVvZz0-9., -]+$": ("un contour", "Reprenez le fichier d’origine."),
    r"^-?\d{1,3}(\.\d{1,3})?,-?\d{1,2}(\.\d{1,3})?( -?\d{1,3}(\.\d{1,3})?,-?\d{1,2}(\.\d{1,3})?){3,}$": ("un contour", "Reprenez le fichier d’origine."),
}
SHOWN = 60  # characters of a value that a message repeats


def problems_of(error: ValidationError, document: Document, model: type[BaseModel], at: Place = ()) -> list[Problem]:
    """Return a problem for each mistake that pydantic found in the part of `document` at `at`."""
    found = error.errors(include_url=False)
    meant = {_meant(details["loc"], model) for details in found if details["type"] == "extra_forbidden"}
    return [_problem(details, document, model, at) for details in found
            # A list long enough, but whose items are wrong: these are said to be.
            if not (details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"])
            # A field that is there under another name, or elsewhere: this is said.
            and not (details["type"] == "missing" and details["loc"] in meant)]


def _problem(details: dict[str, Any], document: Document, model: type[BaseModel], at: Place) -> Problem:
    context = details.get("ctx", {})
    place: Place = (*at, *details["loc"])
    if details["type"].startswith("qvct_"):
        message, remedy = context["message"], context["remedy"]
        place = (*place[:-1], context["at"]) if context["at"] else place
    elif details["type"] == "extra_forbidden":
        message, remedy = _unknown_field(details["loc"], model)
    elif details["type"] in PLAIN:
        message, remedy = PLAIN[details["type"]]
    elif details["type"] == "string_pattern_mismatch":
        message, remedy = _misshapen(details["input"], context["pattern"])
    else:
        message, remedy = _bound(details["type"], context)
    return Problem(document.path, document.line(place), name_of(place), message, remedy, document.column(place))


def _misshapen(value: str, pattern: str) -> tuple[str, str]:
    what, remedy = WRITTEN.get(pattern, ("", "Comparez avec un autre fichier du même dossier."))
    shown = value if len(value) <= SHOWN else value[:SHOWN] + "…"
    return f"« {shown} » n’est pas {what}" if what else "cette valeur n’a pas la forme attendue", remedy


def _meant(loc: Place, model: type[BaseModel]) -> Place:
    """Return the place of the field that an unknown one was probably meant to be, by its name or its French title, or its own."""
    name, fields = str(loc[-1]), _model_at(model, loc[:-1]).model_fields
    known, titles = list(fields), {fold(field.title or ""): known for known, field in fields.items()}
    if (seen := _seen(name)) in known:
        return (*loc[:-1], seen)
    return (name,) if name in model.model_fields else (*loc[:-1], titles.get(fold(name)) or nearest(name, known) or name)


def _seen(name: str) -> str:
    """Return a name without the blanks and marks that nobody sees, pasted from elsewhere."""
    return re.sub(r"[^\w-]", "", name)


def _unknown_field(loc: Place, model: type[BaseModel]) -> tuple[str, str]:
    meant, name = _meant(loc, model), str(loc[-1])
    if meant[-1] == _seen(name) != name:
        return f"le nom du champ « {meant[-1]} » contient un signe de trop, peut-être invisible", "Effacez toute la ligne jusqu’aux deux-points, et tapez-la de nouveau."
    if len(meant) < len(loc):
        return "ce champ n’est pas à sa place", f"Alignez-le avec « {next(iter(model.model_fields))} »."
    if meant != loc:
        return "ce champ n’existe pas", f"Vouliez-vous dire « {meant[-1]} » ?"
    if re.search(r"[^\w-]|^\d", name):  # no field is so named: the rest of a text between braces, cut at its comma
        return "ce champ n’existe pas", "Si c’est la suite d’un texte qui contient une virgule, mettez tout ce texte entre guillemets droits."
    return "ce champ n’existe pas", "Champs possibles : " + ", ".join(sorted(_model_at(model, loc[:-1]).model_fields)) + "."


def _bound(kind: str, context: dict[str, Any]) -> tuple[str, str]:
    match kind:
        case "string_unicode":
            return "ce texte contient une moitié de caractère", "Écrivez le caractère lui-même."
        case "int_parsing_size":
            return "le nombre est trop grand", "Vérifiez le nombre."
        case "too_long":
            return f"la liste dépasse {context['max_length']} éléments", "Retirez-en, ou partagez-la."
        case "string_too_long":
            return f"le texte dépasse {context['max_length']} caractères", "Raccourcissez-le."
        case "too_short" if context["min_length"] > 1:
            return f"il faut au moins {context['min_length']} éléments", "Ajoutez ceux qui manquent."
        case "too_short":
            return "la liste est vide", "Ajoutez au moins un élément, ou retirez le champ s’il est facultatif."
        case "greater_than_equal":
            return f"le nombre est trop petit (au moins {context['ge']})", "Vérifiez le nombre."
        case "less_than_equal":
            return f"le nombre est trop grand (au plus {context['le']})", "Vérifiez le nombre."
        case "literal_error":
            return "cette valeur n’est pas admise", "Valeurs possibles : " + re.sub(r"'([^']*)'", r"« \1 »", context["expected"]).replace(" or ", " ou ") + "."
    raise AssertionError(f"no French message for pydantic's {kind}")


def _model_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel]:
    """Return the record type found by following `loc` from `model`."""
    for step in loc:
        if isinstance(step, str):
            model = _record_in(model.model_fields[step].annotation)
    return model


def _record_in(annotation: Any) -> type[BaseModel]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(found for arg in getattr(annotation, "__args__", ()) if (found := _record_in(arg)))
