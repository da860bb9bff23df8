"""French search: from built pages to an index, from a question to pages. Its twin in the browser is overrides/assets/search/."""
