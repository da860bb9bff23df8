"""Pages made to be shown inside other sites: no header, no theme, one style, permanent addresses."""
