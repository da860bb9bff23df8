"""The structures: identity, testimony, the agreement of those who speak, video, and what sources disagree on."""

from datetime import date
from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit

from pydantic import Field, ValidationInfo, field_validator

from macros.fields import Address, Boolean, Day, OneOf, Slug, Text, Whole, asked, refuse, text_of
from macros.model.statements import Citation, Discrepancy, Places, Sourced, Themes
from macros.vocabularies import Record

LONGEST_AGREEMENT = 5  # years: asked again at least as often as our consent form says


class Activity(Record):
    """What the organisation does, as the source prints it."""

    printed: Text = Field(title="activité imprimée", description="Recopiez les mots du document ou de la personne, même s’ils sont vagues.",
                          examples=["Aide à la personne"], json_schema_extra=asked("Que fait votre structure ?", "En quelques mots."))
    source: Citation = Field(title="source")
    variants: tuple[Sourced, ...] = Field((), title="autres formes imprimées", description="L’activité dite autrement, ailleurs dans les documents.")


class Family(Record):
    """The legal family in the social economy; only where the source tells it."""

    id: Annotated[str, OneOf("ess_families")] = Field(title="famille", description="Seulement si le document le dit : on ne la devine pas d’après le nom.",
                                                      examples=["association"], json_schema_extra=asked("Quel est le statut de votre structure : association, coopérative, mutuelle, fondation… ?"))
    source: Citation = Field(title="source")


class HeadcountVariant(Record):
    """Another number of employees that a source prints (persons)."""

    employees: Whole = Field(title="nombre de salariés et salariées", description="Un nombre de personnes, en chiffres seulement.", examples=[77])
    source: Citation = Field(title="source")


class Headcount(Record):
    """Numbers of persons, as printed: employees, and associates of a cooperative."""

    employees: Whole = Field(title="nombre de salariés et salariées", description="Un nombre de personnes, en chiffres seulement : ni espace, ni « environ ».",
                             examples=[160], json_schema_extra=asked("Combien de personnes salariées compte votre structure ?", "Un nombre de personnes, et non d’équivalents temps plein. En chiffres seulement, par exemple : 23."))
    associates: Whole | None = Field(None, title="nombre d’associés et associées", description="Pour une coopérative, si le document les compte à part.",
                                     examples=[80], json_schema_extra=asked("Pour une coopérative : combien d’associées et d’associés ?", "Passez cette question si vous n’êtes pas une coopérative."))
    who_unknown: Boolean = Field(False, title="la source ne dit pas qui est compté", description="Oui, si le document donne un nombre sans dire de qui.")
    source: Citation = Field(title="source")
    variants: tuple[HeadcountVariant, ...] = Field((), title="autres effectifs imprimés", description="Un autre nombre, lu ailleurs dans les documents.")


class Location(Record):
    """Where the organisation works. `label` is the place in words."""

    label: Text = Field(title="lieu en toutes lettres", description="Comme on le dirait à quelqu’un.", examples=["Hérault"],
                        json_schema_extra=asked("Où travaillez-vous ?", "En quelques mots. Par exemple : « Hérault », ou « Toulouse et ses environs »."))
    departments: Places = Field((), title="départements", description="Ceux où la structure travaille. Dans le fichier, leurs numéros, chacun entre guillemets.", examples=[["34"]],
                                json_schema_extra=asked("Dans quels départements ?", "Les numéros. Par exemple : 31, 34."))
    regions: tuple[Annotated[str, OneOf("regions")], ...] = Field((), title="régions entières, sans département connu",
                                                                  description="Seulement si l’on connaît la région, et non les départements.")
    towns: tuple[Text, ...] = Field((), title="villes citées", description="Celles que le document ou la personne nomme.", examples=[["Perpignan"]],
                                    json_schema_extra=asked("Dans quelles villes ?", "Une ville par paragraphe."))
    sites: Whole | None = Field(None, title="nombre de sites", description="Le nombre de lieux où l’on travaille.", examples=[12],
                                json_schema_extra=asked("Combien de lieux de travail avez-vous ?", "En chiffres."))
    outside_occitanie: Boolean = Field(False, title="présence hors d’Occitanie", description="Oui, si la structure travaille en partie ou en totalité dans une autre région.",
                                       json_schema_extra=asked("Travaillez-vous aussi hors d’Occitanie ?"))
    source: Citation = Field(title="source")


class Action(Record):
    """Something that was tried: what, with whom, and how far it went."""

    what: Text = Field(title="ce qui a été tenté", description="D’abord l’action, par un verbe ; puis ce qui s’est passé. Une action par entrée.",
                       examples=["Créer un comité QVT et piloter le projet à plusieurs, dans un comité de pilotage."], json_schema_extra=asked("L’action"))
    with_whom: Text | None = Field(None, title="avec qui", description="Les personnes et les organismes qui ont participé, par leur fonction.",
                                   examples=["Les différents services concernés."], json_schema_extra=asked("Avec qui ?"))
    state: Annotated[str, OneOf("action_states")] | None = Field(None, title="état", description="Où en était l’action au moment du témoignage. Rien, si l’on ne sait pas.",
                                                                 examples=["done"], json_schema_extra=asked("Où en est-ce ?"))
    source: Citation = Field(title="source")


class Speaker(Record):
    """A person who speaks in the testimony, named by function only."""

    function: Text = Field(title="fonction", description="La fonction, jamais le nom. Elle s’accorde avec la personne.", examples=["Directrice"],
                           json_schema_extra=asked("Sa fonction"))
    roles: tuple[Annotated[str, OneOf("roles")], ...] = Field(title="à quel titre", min_length=1, description="Plusieurs, si elle a deux casquettes.", examples=[["direction"]],
                                                              json_schema_extra=asked("À quel titre cette personne parle-t-elle ?"))


class Consent(Record):
    """Why a testimony may be shown: its authors made it public, or those who speak agreed, until a day."""

    published: Citation | None = Field(None, title="déjà rendu public par", description="Le document public où les personnes témoignent déjà.")
    given_on: Day | None = Field(None, title="accord donné le", description="Le jour où la dernière personne a donné son accord écrit. L’accord lui-même ne va pas dans le dépôt.",
                                 examples=["2026-11-21"], json_schema_extra=asked("Quel jour la dernière personne a-t-elle signé son accord ?", "Laissez vide : on signe après avoir relu la page. Ensuite, par exemple : 21/11/2026."))
    until: Day | None = Field(None, title="accord valable jusqu’au", validate_default=True, examples=["2031-11-21"],
                              description=f"Le dernier jour où le témoignage peut être montré : {LONGEST_AGREEMENT} ans au plus après l’accord. Ensuite, on redemande, ou on retire.",
                              json_schema_extra=asked("Jusqu’à quel jour cet accord vaut-il ?", "Laissez vide jusqu’à la signature. Cinq ans après elle au plus tard."))

    @field_validator("until")
    @classmethod
    def _one_reason(cls, until: date | None, info: ValidationInfo) -> date | None:
        if not {"published", "given_on"} <= info.data.keys():
            return until
        published, given = info.data["published"], info.data["given_on"]
        if published and (given or until):
            raise refuse("consent", "un document public et un accord sont donnés à la fois", "Gardez l’un des deux.", at="published")
        if not published and not (given and until):
            raise refuse("consent", "on ne sait pas pourquoi ce témoignage peut être montré",
                         "Écrivez soit « published » (le document public), soit « given_on » et « until » (le jour de l’accord, et son dernier jour).")
        if given and until and not given < until <= _years_later(given):
            raise refuse("consent", f"l’accord doit finir après le jour où il est donné, et {LONGEST_AGREEMENT} ans après au plus tard", "Vérifiez les deux dates.")
        return until


def _years_later(day: date) -> date:
    return day.replace(year=day.year + LONGEST_AGREEMENT, day=28 if (day.month, day.day) == (2, 29) else day.day)


class Testimony(Record):
    """The story, in our words. `lesson` is its title: one sentence."""

    lesson: text_of(140) = Field(title="leçon en une phrase", description="Ce qu’un autre employeur doit en retenir. Elle sert de titre : pas de point final.",
                                 examples=["Sectoriser les tournées se heurte au lien entre intervenantes et bénéficiaires"],
                                 json_schema_extra=asked("Si vous ne deviez dire qu’une chose à un autre employeur, laquelle ?", "Une phrase courte. Elle servira de titre."))
    standfirst: text_of(400) = Field(title="chapeau", description="Deux ou trois phrases : qui, quoi, avec quel résultat.",
                                     json_schema_extra=asked("Le résumé : qui, quoi, avec quel résultat ?", "Deux ou trois phrases, que la personne qui écrit propose à la fin."))
    situation: tuple[Sourced, ...] = Field(title="point de départ", min_length=1, description="Pourquoi avoir commencé : le problème, le moment, l’idée.",
                                           json_schema_extra=asked("Pourquoi avoir commencé ? Quel était le problème ?", "Une idée par paragraphe."))
    actions: tuple[Action, ...] = Field(title="ce qui a été tenté", min_length=1, description="Dans l’ordre où cela s’est fait.",
                                        json_schema_extra=asked("Qu’avez-vous tenté, pas à pas ?", "Une action par ligne, dans l’ordre. Écrivez aussi ce qui n’a pas marché."))
    lessons: tuple[Sourced, ...] = Field(title="ce qui a été appris", min_length=1, description="Ce qui servira à d’autres. Une idée par entrée.",
                                         json_schema_extra=asked("Qu’avez-vous appris ? Que feriez-vous autrement ?", "Une idée par paragraphe."))
    obstacles: tuple[Sourced, ...] = Field((), title="ce qui a freiné", description="Les difficultés, dites sans accuser personne.",
                                           json_schema_extra=asked("Qu’est-ce qui a été difficile ?", "Une idée par paragraphe."))
    next_steps: tuple[Sourced, ...] = Field((), title="et après", description="Ce qui était prévu au moment du témoignage.",
                                            json_schema_extra=asked("Et maintenant, que prévoyez-vous ?", "Une idée par paragraphe."))
    speakers: tuple[Speaker, ...] = Field(title="qui parle", min_length=1, description="Une entrée par personne, par sa fonction.", json_schema_extra=asked("Qui témoigne ?", "La fonction, jamais le nom : « directrice », « un représentant du personnel »."))
    consent: Consent | None = Field(None, title="accord des personnes", description="Aucun témoignage ne paraît sans cela, mais l’aperçu le montre. Soit le document déjà public, soit les deux dates de l’accord.")
    source: Citation = Field(title="source")

    @field_validator("source")
    @classmethod
    def _as_agreed(cls, source: Citation, info: ValidationInfo) -> Citation:
        consent = info.data.get("consent")
        if consent and consent.published and consent.published.document != source.document:
            raise refuse("agreed", f"le témoignage vient de « {source.document} », et « consent » dit qu’il est déjà public dans « {consent.published.document} »",
                         "Si le bloc « consent » vient d’une autre structure, écrivez l’accord de celle-ci : « given_on » et « until ».")
        return source


class Video(Record):
    """A filmed testimony. It is shown on request only."""

    provider: Literal["youtube"] = Field(title="hébergeur", description="Le site où se trouve la vidéo. YouTube est le seul admis aujourd’hui.")
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{11}$")] = Field(title="identifiant", description="Les onze lettres, chiffres, « - » ou « _ » qui suivent « v= » dans l’adresse.")
    address: Address = Field(title="adresse", description="L’adresse https://www.youtube.com/watch?v=… de la vidéo.", json_schema_extra=asked("Y a-t-il une vidéo sur YouTube ? Quelle est son adresse ?", "Seulement si les personnes filmées ont accepté de la rendre publique. S’il n’y en a pas, laissez vide."))
    duration: Annotated[str, Field(pattern=r"^\d{1,2}:\d\d$")] | None = Field(None, title="durée (minutes:secondes)", description="Telle que le site de la vidéo l’affiche. Dans le fichier, entre guillemets.")
    checked_on: Day | None = Field(None, title="date de vérification du lien", description="Le jour où vous avez ouvert la vidéo.")
    source: Citation = Field(title="source")

    @field_validator("address")
    @classmethod
    def _is_a_video(cls, address: str, info: ValidationInfo) -> str:
        parts, video = urlsplit(address), info.data.get("id")
        found = parse_qs(parts.query).get("v", [""])[0] if parts.path == "/watch" else parts.path.strip("/")
        if parts.hostname not in ("www.youtube.com", "youtube.com", "youtu.be") or video and found != video:
            raise refuse("video", f"« {address} » n’est pas l’adresse de la vidéo" + (f" « {video} »" if video else ""),
                         "Donnez l’adresse https://www.youtube.com/watch?v=… ; un autre lien va dans « links ».")
        return address


class Link(Record):
    """A printed link that is no video."""

    address: Address = Field(title="adresse")
    label: Text = Field(title="intitulé", description="Ce que l’on trouve au bout du lien.")
    note: Text | None = Field(None, title="remarque", description="Ce qu’il faut savoir du lien : il ne marche plus, il demande un compte…")
    checked_on: Day | None = Field(None, title="date de vérification du lien", description="Le jour où vous avez ouvert le lien.")
    source: Citation = Field(title="source")


class Structure(Record):
    """One organisation of the social economy: data/structures/<slug>.yml."""

    slug: Slug = Field(title="identifiant", description="Le nom du fichier, sans « .yml ». Il fait partie de l’adresse de la page : on ne le change plus.", examples=["adela"])
    name: Text = Field(title="nom", description="Le nom que la structure se donne. C’est aussi, à la lettre près, le titre de sa page.", examples=["ADELA"], json_schema_extra=asked("Comment s’appelle votre structure ?", "Le nom à afficher."))
    name_variants: tuple[Sourced, ...] = Field((), title="autres noms imprimés", description="Le nom écrit autrement, ailleurs dans les documents.")
    sector: Annotated[str, OneOf("sectors")] = Field(title="secteur", description="Le plus proche de la liste.", examples=["aide-a-la-personne"],
                                                     json_schema_extra=asked("Dans quel secteur travaillez-vous ?", "Le plus proche de la liste."))
    activity: Activity = Field(title="activité")
    ess_family: Family | None = Field(None, title="famille de l’ESS")
    headcount: Headcount | None = Field(None, title="effectif")
    location: Location | None = Field(None, title="lieu")
    main_topic: Sourced | None = Field(None, title="sujet principal", description="Ce sur quoi la structure a travaillé, en une phrase.", json_schema_extra=asked("Quel est le sujet de votre témoignage ?", "En une phrase."))
    themes: Themes = Field((), title="thèmes", description="Un à trois suffisent.", examples=[["organisation-du-travail", "dialogue-social"]],
                           json_schema_extra=asked("Quels thèmes sont concernés ?", "Un à trois thèmes de la liste."))
    has_testimony: Boolean = Field(title="y a-t-il un témoignage ?", description="Si c’est non, n’écrivez rien dans le témoignage : la page le dit.")
    testimony: Testimony | None = Field(None, title="témoignage", validate_default=True)
    video: Video | None = Field(None, title="vidéo")
    links: tuple[Link, ...] = Field((), title="autres liens", description="Les liens imprimés qui ne sont pas des vidéos.")
    discrepancies: tuple[Discrepancy, ...] = Field((), title="désaccords des sources", description="Un point sur lequel deux documents se contredisent : la valeur gardée, l’autre, et pourquoi.")
    updated_on: Day = Field(title="date de mise à jour", description="Le jour de votre changement.", examples=["2026-11-21"])

    @field_validator("testimony")
    @classmethod
    def _as_announced(cls, testimony: Testimony | None, info: ValidationInfo) -> Testimony | None:
        announced = info.data.get("has_testimony")
        if announced is not None and announced != (testimony is not None):
            said, found = ("oui", "manque") if announced else ("non", "est là")
            raise refuse("testimony", f"« {said} » est annoncé mais le bloc « testimony » {found}",
                         "Mettez les deux d’accord.", at="has_testimony")
        return testimony
