"""What machines read of the site: data, feeds, calendar, metadata. Pure functions that return text; publish writes it."""
