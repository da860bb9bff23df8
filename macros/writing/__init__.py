"""How the texts of the site are written, checked rule by rule: what a spelling checker does not know."""
