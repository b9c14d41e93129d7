"""Names: the parts of a name (titles, given and family names, legal forms), its short forms and case forms, countries."""
