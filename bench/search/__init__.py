"""Our search against three others, on the same articles: what they find, what they fetch, how long they take."""
