"""Who publishes, and under what licence: said in embeds, data and feeds. The name is that of mkdocs.yml, as a test checks."""

NAME = "Mieux travailler dans l’ESS"
LICENCE = "Licence Ouverte 2.0"
LICENCE_ADDRESS = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
