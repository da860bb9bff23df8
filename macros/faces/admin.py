"""The page /admin/, where editors fill in the form: its files, and what may talk to it. Published only if SITE_ADMIN says so."""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from macros import identity
from macros.faces import cms
from macros.faces.cms import Forge
from macros.site import Site

ADDRESS = "admin/"
OURS = "overrides/admin"
PACKAGES = "node_modules"
# What is copied as it is: for each folder of the project, where its files go and which.
COPIED = {
    OURS: ("", ("*.js", "*.css")),
    f"{PACKAGES}/@sveltia/cms": ("cms/", ("LICENSE.txt", "npm/index.js", "npm/chunks/react-*.js", "npm/assets/*.woff2", "npm/assets/*.LICENSE.txt")),
    f"{PACKAGES}/yaml/browser/dist": ("yaml/", ("**/*.js",)),
    f"{PACKAGES}/yaml": ("yaml/", ("LICENSE",)),
}
FRENCH = f"{PACKAGES}/@sveltia/cms/locales/fr.json"
NEEDED = (FRENCH, f"{PACKAGES}/@sveltia/cms/npm/index.js", f"{PACKAGES}/yaml/browser/dist/index.js")
ABSENT = "Le formulaire demande des paquets qui ne sont pas installés ({}). Lancez « npm ci », ou « make admin », puis recommencez."
# The CMS is made for a bundler, which turns its words into a module; a browser must be told where that module is.
MODULES = json.dumps({"imports": {"./cms/locales/fr.json": "./cms/locales/fr.js"}})
APIS = {"github": "https://api.github.com", "gitlab": "https://gitlab.com"}


class SettingsError(ValueError):
    """A setting that cannot be followed. Its text is for whoever publishes."""


def forge_of(settings: Mapping[str, str]) -> Forge | None:
    """Return where the form of these settings sends proposals, or None when there is to be no form. Raises SettingsError."""
    asked = settings.get("SITE_ADMIN") or "non"
    if asked not in ("oui", "non"):
        raise SettingsError(f"SITE_ADMIN vaut « {asked} » : écrivez oui ou non.")
    name = settings.get("SITE_FORGE") or "github"
    if asked == "oui" and name not in APIS:
        raise SettingsError(f"SITE_FORGE vaut « {name} » : écrivez github ou gitlab.")
    forge = Forge(name, settings.get("SITE_REPOSITORY", ""), settings.get("SITE_BRANCH") or "main", settings.get("SITE_OAUTH", ""), settings.get("SITE_OAUTH_APP", ""))
    return forge if asked == "oui" else None


def files(site: Site, forge: Forge, words: str) -> dict[str, str]:
    """Return what is made for the page, by path. `words`: the French of the CMS, in JSON."""
    config: dict[str, Any] = cms.config(site.catalog, forge, site.absolute(""))
    page = site.fragments.text("admin/index.html", name=identity.NAME, forge=forge, policy=policy(forge), modules=Markup(MODULES))
    return {f"{ADDRESS}index.html": page, f"{ADDRESS}config.json": json.dumps(config, ensure_ascii=False, indent=1) + "\n",
            f"{ADDRESS}cms/locales/fr.js": f"export default {json.dumps(json.loads(words), ensure_ascii=False)};\n"}


def policy(forge: Forge) -> str:
    """Return what the page may load and talk to: this site, and the forge if there is one. The CMS writes its styles in the page."""
    digest = base64.b64encode(hashlib.sha256(MODULES.encode()).digest()).decode()
    talks = ["'self'", "data:", "blob:", *([forge.oauth.rstrip("/") if forge.name == "gitlab" and forge.oauth else APIS[forge.name]] if forge.repository else [])]
    rules = {"default-src": "'none'", "script-src": f"'self' 'sha256-{digest}'", "style-src": "'self' 'unsafe-inline'", "font-src": "'self'",
             "img-src": "'self' data: blob:", "connect-src": " ".join(talks), "worker-src": "'self' blob:", "base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{name} {value}" for name, value in rules.items())
