"""What the model refuses, said in French to an editor."""

from typing import Any

from pydantic import BaseModel, ValidationError

from macros.problems import Problem
from macros.source import Document, Place, name_of
from macros.text import nearest

# pydantic's error type → what it means for an editor, and the remedy.
PLAIN = {
    "missing": ("ce champ est obligatoire et il manque", "Ajoutez-le ; un autre fichier du même dossier sert d’exemple."),
    "string_type": ("un texte est attendu", "Retirez les tirets ou l’alignement qui en font une liste ou un groupe."),
    "tuple_type": ("une liste est attendue", "Commencez chaque élément par un tiret."),
    "model_type": ("un groupe de champs est attendu", "Écrivez « champ : valeur », une ligne par champ."),
    "int_type": ("un nombre entier est attendu", "Écrivez seulement des chiffres."),
    "bool_type": ("« oui » ou « non » est attendu", "Écrivez oui ou non."),
    "date_type": ("une date est attendue", "Écrivez la date sous la forme année-mois-jour (par exemple 2026-11-21)."),
    "string_pattern_mismatch": ("cette valeur n’a pas la forme attendue", "Comparez avec un autre fichier du même dossier."),
}


def problems_of(error: ValidationError, document: Document, model: type[BaseModel], at: Place = ()) -> list[Problem]:
    """Return a problem for each mistake that pydantic found in the part of `document` at `at`."""
    return [_problem(details, document, model, at) for details in error.errors(include_url=False)
            # A list long enough, but whose items are wrong: these are said to be.
            if not (details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"])]


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
    else:
        message, remedy = _bound(details["type"], context)
    return Problem(document.path, document.line(place), name_of(place), message, remedy, document.column(place))


def _unknown_field(loc: tuple[str | int, ...], model: type[BaseModel]) -> tuple[str, str]:
    known = sorted(_model_at(model, loc[:-1]).model_fields)
    guess = nearest(str(loc[-1]), known)
    return "ce champ n’existe pas", f"Vouliez-vous dire « {guess} » ?" if guess else "Champs possibles : " + ", ".join(known) + "."


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
            return "cette valeur n’est pas admise", f"Valeurs possibles : {context['expected'].replace(' or ', ' ou ')}."
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
