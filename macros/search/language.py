"""What the analyser knows of French: tables alone, published with the index so that both analysers read the same.

All words are written folded: lower case, without accents.
"""

# Words that lose their last vowel before another: l’égalité, jusqu’à.
ELIDED = ("l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu")

# Beginnings that one writes apart, with a hyphen or in one word: télé-travail, mi-temps, médico-social.
JOINED = ("tele", "mi", "medico", "psycho", "socio", "co", "auto", "inter", "multi", "pluri", "micro", "anti", "extra", "intra")

# Expressions of little words that are words of their own: bien-être, savoir-faire.
WELDED = ("bien etre", "mal etre", "mieux etre", "savoir etre", "savoir faire", "peut etre", "vis a vis")

# Feminine ends that follow a mark in inclusive writing: salarié·e·s, directeur·rice, travailleur(se)s.
INCLUSIVE = (
    "e", "es", "se", "ses", "euse", "euses", "rice", "rices", "trice", "trices", "ice", "ices", "ne", "nes", "le", "les", "fe", "fes",
    "ve", "ves", "te", "tes", "esse", "esses", "ere", "eres", "iere", "ieres", "elle", "elles", "onne", "onnes", "enne", "ennes",
    "ienne", "iennes", "ale", "ales", "ive", "ives", "ette", "ettes", "he", "hes", "s", "x",
)  # fmt: skip

# Words that say nothing of what is sought. A question made of these alone keeps them.
STOP = frozenset("""
a ai aie aient ainsi alors apres as au aucun aucune aura auront aussi autre autres aux avaient avait avant avec avez avoir avons ayant
beaucoup bien bon bonne ca car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci combien comme comment concernant contre
dans de dedans des deja depuis derriere devant devoir doit doivent dois donc dont du durant elle elles en encore ensuite entre es est et
etaient etait etant ete etes etre eu eux faire fais fait faites faut font furent hors ici il ils je jusque la laquelle le lequel les
lesquelles lesquels leur leurs lors lorsque lui ma mais me meme memes mes mettre mise mon ne ni non nos notamment notre nous on ont ou
par parce parmi partir pas pendant peu peut peuvent peux plus plusieurs plutot pour pourquoi pouvez pouvoir pouvons pres puis puisque quand que
quel quelle quelles quelque quelques quels qui quoi sa sans se selon sera seront ses si soi soit son sont sous suis sur ta tandis te tels
telle telles tes toi ton tous tout toute toutefois toutes tres trop tu un une vers veut via voici voila vont vos votre vous vu y
toujours jamais souvent autant rien chose choses gens monde dire dit disent existe existent exister voudrais veulent souhaite souhaiter cherche
chercher trouver savoir sait concerne concernent aujourdhui egalement est-ce estce quest qu jusqu lorsqu puisqu quoiqu quelqu presqu
""".split())  # fmt: skip

# How a word ends: groups applied in order; in each, the first end that fits is replaced. [end, replacement, letters
# that must stay before it]. Written for words without accents and without doubled letters.
# docs/decisions/10 says why not Snowball's French stemmer.
ENDS = (
    (("ravaux", "ravail", 1), ("eaux", "eau", 2), ("aux", "al", 3), ("ux", "u", 2), ("s", "", 3)),
    (("ation", "", 5), ("ement", "", 4), ("e", "", 3)),
    (("eus", "eu", 2), ("eur", "eu", 2), ("tric", "teu", 2), ("if", "iv", 2), ("er", "", 3), ("ant", "", 4)),
    (("e", "", 3),),
    (("qu", "c", 2),),
)

# Words that would meet another of a different sense: département and départ, équipement and équipe, association and
# associé, CRESS and créé, CAF and café, DIRECCTE and direct. Compared before and after letters are undoubled.
KEPT = frozenset({"departement", "equipement", "asociation", "cress", "cafe", "direccte"})
