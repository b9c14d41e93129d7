"""Names: one name taken apart (titles, given and family names, legal forms), its short forms and its case forms."""
