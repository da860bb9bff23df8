"""The page of the contributor's guide on the rules of writing, in Markdown: what each asks, why, and how to silence it."""

from macros.faces.guide import typeset_but_code
from macros.writing.rules import RULES

PATH = "docs/regles.md"
START = """# Les règles de rédaction

`python -m macros check` lit aussi les textes. Une **erreur** empêche la publication ; un **conseil** n’empêche rien. Le nom de la règle est à la fin du message.

Cette page est tirée du programme par `python -m macros schema` : ne la corrigez pas à la main.

| règle | ce qu’elle demande | pourquoi | si on ne la suit pas |
|---|---|---|---|
"""
END = """
Seules nos phrases sont lues : pas les noms, pas les titres exacts, pas ce que l’on recopie d’un document.

## Ajouter un mot à éviter

Dans `data/writing/preferred_terms.yml`, ajoutez une entrée : les formes à éviter (`avoid`), ce qu’il faut écrire (`prefer`), et la raison (`why`). Si le mot blesse, ajoutez `refused: oui` : le texte ne peut alors plus paraître.

## Laisser passer un passage

Une règle peut se tromper. Dans `data/writing/silences.yml`, ajoutez une exception : la règle, le passage que le message met entre guillemets, et **pourquoi il est juste**. Sans raison, pas d’exception. Une exception qui ne sert plus est signalée.

```yaml
- id: auteur-des-contours
  rule: nom-de-personne
  passage: Victor Cazanave
  file: content/about/index.md
  why: La licence des contours de la carte demande de nommer leur auteur.
```
"""


def page() -> str:
    """Return the page."""
    rows = "".join(f"| `{rule.name}` | {_cell(rule.asks)} | {rule.why} | {'erreur' if rule.refused else 'conseil ; erreur si le mot blesse' if rule.name == 'mot-a-eviter' else 'conseil'} |\n" for rule in RULES)
    return typeset_but_code(START + rows + END)


def _cell(text: str) -> str:
    return text.replace("data/writing/preferred_terms.yml", "`data/writing/preferred_terms.yml`")
