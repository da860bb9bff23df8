"""Where to go next: documents and links, partners, the words of the field and those that readers write for them."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from macros.fields import Address, Day, OneOf, Slug, Text, Whole, refuse, text_of
from macros.model.statements import Citation, Said, Sourced, Themes
from macros.vocabularies import Record


class Source(Record):
    """A document that facts come from."""

    id: Slug = Field(title="identifiant", description="Les autres fichiers le citent à chaque fait : on ne le change plus.", examples=["en3s-2015"])
    title: Text = Field(title="titre", description="Celui du document. S’il n’en a pas, dites simplement ce que c’est.",
                        examples=["Communiqué sur la convention de partenariat entre Chorum et l’Anact"])
    short_title: Text = Field(title="titre court", description="Il s’affiche à côté de chaque fait : quelques mots, qui se comprennent seuls.",
                              examples=["Communiqué Chorum – Anact"])
    publishers: tuple[Text, ...] = Field(title="éditeurs", min_length=1, description="Les organismes, sous leur nom d’usage. Une entrée par organisme.",
                                         examples=[["UDES", "Chorum"]])
    kind: Text = Field(title="nature", description="En un ou deux mots, sans majuscule ni point. Si vous n’avez lu qu’une copie ou un résumé, dites-le.",
                       examples=["question parlementaire"])
    period: Text | None = Field(None, title="année ou période",
                                description="Celle du document, non celle où vous l’avez lu. Dans le fichier, une année seule se met entre guillemets.",
                                examples=["2020-2022"])
    pages: Whole | None = Field(None, title="nombre de pages", description="Il sert à refuser un numéro de page trop grand. Rien pour un site ou un entretien.",
                                examples=[24])
    pages_note: Text | None = Field(None, title="remarque sur les pages", description="Comment les pages sont comptées, si ce n’est pas évident.",
                                    examples=["Les numéros de page sont déduits de l’ordre du document ; un seul est imprimé (page 22)."])
    address: Address | None = Field(None, title="adresse", description="La page qui présente le document, ou le document lui-même.", examples=["https://anact.fr/fact"])
    checked_on: Day | None = Field(None, title="date de vérification du lien",
                                   description="Le jour où vous avez ouvert le lien. Sans lui, la page dit que le lien n’a pas été vérifié.")


class Resource(Record):
    """A document or a link: data/resources.yml."""

    id: Slug = Field(title="identifiant", description="Des fiches l’emploient, et il est dans l’adresse de la ressource : on ne le change plus.", examples=["guide-orse"])
    title: Text = Field(title="titre exact", description="Si le document n’en a pas, donnez-lui-en un, et dites dans la remarque sur l’année qu’il est le nôtre.",
                        examples=["Travail et changement n° 334 : Quels indicateurs de la qualité de vie au travail ?"])
    publishers: tuple[Text, ...] = Field(title="éditeurs", min_length=1, description="Les organismes, sous leur nom d’usage. Une entrée par organisme.",
                                         examples=[["Chorum", "Anact"]])
    year: Whole | None = Field(None, title="année",
                               description="Celle de la publication. Si elle n’est pas écrite, ne l’estimez pas : la page dit « année non précisée ».", examples=[2019])
    year_note: Text | None = Field(None, title="remarque sur l’année", description="Le mois, ou ce qui rend l’année incertaine. Elle s’affiche entre parenthèses.",
                                   examples=["Page consultée le 23 octobre 2015 par les auteurs du rapport EN3S. Le titre est le nôtre."])
    kind: Annotated[str, OneOf("resource_kinds")] = Field(title="nature", description="La plus proche de la liste : la page range les ressources par nature.",
                                                          examples=["guide"])
    audiences: tuple[Annotated[str, OneOf("audiences")], ...] = Field(title="pour qui", min_length=1, description="Celles et ceux à qui la ressource sert vraiment.",
                                                                      examples=[["employeurs", "representants"]])
    purpose: Text = Field(title="à quoi cela sert, en une phrase", description="Ce qu’on y trouve, sans éloge.",
                          examples=["Page officielle sur le calcul de l’Index, avec des questions et réponses."])
    address: Address | None = Field(None, title="adresse", description="Celle d’aujourd’hui. Si vous n’en connaissez aucune, n’écrivez rien : la page le dit.",
                                    examples=["https://egapro.travail.gouv.fr"])
    former_address: Address | None = Field(None, title="ancienne adresse, imprimée dans la source",
                                           description="Celle que le document imprime, quand elle n’est plus la bonne. Elle s’affiche sans lien.",
                                           examples=["https://www.anact.fr/chiffres-cles-de-la-sinistralite-au-travail"])
    address_note: Text | None = Field(None, title="remarque sur l’adresse", description="D’où vient l’adresse, si vous avez pu l’ouvrir, ce qu’il faut en savoir.",
                                      examples=["L’adresse est coupée en deux lignes dans la brochure ; nous l’avons reconstituée."])
    checked_on: Day | None = Field(None, title="date de vérification du lien",
                                   description="Le jour où vous avez ouvert le lien. Sans lui, la page dit que le lien n’a pas été vérifié.")
    themes: Themes = Field((), title="thèmes", description="La page de chaque thème y renvoie.", examples=[["egalite-professionnelle"]])
    source: Citation = Field(title="source", description="Le document qui cite la ressource, ou qui en donne l’adresse : la page écrit « Cité par ».")


class Contact(Record):
    """A public way to reach a partner."""

    label: Text = Field(title="lieu ou objet", description="Une ville, ou ce à quoi sert ce contact.", examples=["Toulouse"])
    address: Text | None = Field(None, title="adresse postale", examples=["25 rue Roquelaine - 31000 Toulouse"])
    telephone: Text | None = Field(None, title="téléphone", description="Celui de l’organisme, jamais celui d’une personne.", examples=["05 62 73 74 10"])
    email: Annotated[str, Field(pattern=r"^[^@\s<>\"']+@[^@\s<>\"']+\.[a-z]{2,}$")] | None = Field(None, title="courriel",
                                                                                                   description="Celui de l’organisme, jamais celui d’une personne.",
                                                                                                   examples=["occitanie@anact.fr"])
    source: Citation = Field(title="source")


class Partner(Record):
    """An organisation that helps employers: data/partners.yml."""

    id: Slug = Field(title="identifiant", description="Il est dans l’adresse du partenaire : on ne le change plus.", examples=["udes"])
    name: Text = Field(title="nom", description="Le nom d’usage, souvent un sigle.", examples=["UDES"])
    expansion: Text | None = Field(None, title="nom développé", description="Le sigle en toutes lettres. Rien, si le nom n’est pas un sigle.",
                                   examples=["Union des employeurs de l’économie sociale et solidaire"])
    does: tuple[Sourced, ...] = Field(title="ce qu’il fait", min_length=1, description="Une idée par entrée. Datez ce qui peut changer : effectifs, adhérents, projets.")
    contacts: tuple[Contact, ...] = Field((), title="contacts publics", description="Ceux que l’organisme publie lui-même. Jamais le nom d’une personne.")
    website: Address | None = Field(None, title="site", examples=["https://www.udes.fr"])
    cautions: tuple[Said, ...] = Field((), title="précautions", description="Ce qui a pu changer depuis, ou ce qu’un autre document dit autrement.")


class Term(Record):
    """A word of the field: data/glossary.yml. `definition` is ours."""

    id: Slug = Field(title="identifiant", description="D’autres mots y renvoient, et il est dans l’adresse du mot : on ne le change plus.", examples=["absenteisme"])
    term: text_of(60) = Field(title="mot ou sigle", description="Écrit comme dans les pages du site, majuscules comprises : c’est ainsi qu’un sigle y est reconnu.",
                              examples=["ANI"])
    expansion: Text | None = Field(None, title="développement du sigle", description="Avec lui, le site explique le sigle à son premier emploi dans une page.",
                                   examples=["Accord national interprofessionnel"])
    definition: text_of(400) = Field(title="définition", description="Vos mots, pas ceux d’un dictionnaire. Elle se lit aussi seule, dans une bulle.",
                                     examples=["Façon de compter le personnel en postes à temps complet : deux mi-temps font un ETP."])
    synonyms: tuple[Text, ...] = Field((), title="synonymes et variantes",
                                       description="Ce que l’on écrit ou cherche à la place. La recherche les connaît, et la page les montre.",
                                       examples=[["taux d’absence", "absences"]])
    see_also: tuple[Annotated[str, OneOf("glossary")], ...] = Field((), title="voir aussi", description="Deux ou trois autres mots du glossaire, par leur identifiant.",
                                                                    examples=[["turn-over", "indicateur"]])
    themes: Themes = Field((), title="thèmes", description="La page de chaque thème y renvoie.", examples=[["sante-prevention", "attractivite"]])
    source: Citation | None = Field(None, title="source, si le mot vient d’un document",
                                    description="Là où se lisent le mot ou le sigle en toutes lettres. La définition, elle, est la nôtre.")


class Synonyms(Record):
    """Words that readers write for one another: data/search/synonyms.yml. The glossary's are known without it."""

    id: Slug = Field(title="identifiant", description="Le nom de cette fiche. Aucune page ne le montre.", examples=["bien-etre"])
    words: tuple[text_of(80), ...] = Field(title="mots ou expressions", min_length=1,
                                           description="Chercher l’un trouve tous les autres. N’ajoutez ni pluriel, ni féminin, ni mot déjà écrit dans une autre fiche.",
                                           examples=[["RPS", "risques psychosociaux", "facteurs psychosociaux"]])
    towards: tuple[text_of(80), ...] = Field((), validate_default=True, title="mots du site vers lesquels ils mènent, sans retour",
                                             description="Chacun doit se lire dans une page du site. Dans le doute, préférez ce champ au précédent.",
                                             examples=[["emploi", "poste"]])
    note: Text | None = Field(None, title="raison", description="Une phrase, si la raison n’est pas évidente. Aucune page ne la montre.",
                              examples=["La QVT s’appelle QVCT depuis l’accord de décembre 2020 ; le site emploie les deux."])

    @field_validator("towards")
    @classmethod
    def _says_something(cls, towards: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if not towards and len(info.data.get("words", ("", ""))) < 2:
            raise refuse("synonyms", "un seul mot ne mène à rien", "Ajoutez un autre mot à « words », ou des mots du site à « towards ».", at="words")
        return towards


class Gone(Record):
    """Why an embed is no longer there."""

    on: Day = Field(title="date du retrait", description="Le jour où le contenu n’a plus été publié.")
    why: text_of(200) = Field(title="raison, que les pages qui le montraient afficheront", description="En une phrase, sans nommer personne.")


class PublishedEmbed(Record):
    """A piece that other sites may show, once published: data/embeds.yml. Its address answers for ever."""

    id: Annotated[str, Field(pattern=r"^[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*)?$")] = Field(
        title="identifiant", description="La sorte, une barre, puis l’identifiant de ce qui est montré. La ligne ne change plus et ne se retire pas.",
        examples=["structure/adela"])
    replaced_by: Annotated[str, OneOf("embeds")] | None = Field(None, title="remplacée par", description="L’intégration que l’ancienne adresse montrera à la place.")
    gone: Gone | None = Field(None, title="retirée", description="À remplir si rien ne la remplace. L’ancienne adresse répondra par la raison du retrait.")

    @field_validator("gone")
    @classmethod
    def _one_end(cls, gone: Gone | None, info: ValidationInfo) -> Gone | None:
        if gone and info.data.get("replaced_by"):
            raise refuse("embed", "« replaced_by » et « gone » s’excluent", "Gardez l’un des deux.")
        return gone

    @field_validator("replaced_by")
    @classmethod
    def _by_another(cls, target: str | None, info: ValidationInfo) -> str | None:
        if target and target == info.data.get("id"):
            raise refuse("embed", "une intégration ne se remplace pas elle-même", "Nommez celle qui la remplace.")
        return target
