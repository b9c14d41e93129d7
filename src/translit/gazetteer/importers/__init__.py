"""Importing gazetteers: Wikidata, FollowTheMoney (OpenSanctions), JRC-Names, our own JSON Lines and CSV.

A *reader* (one module for each format) turns the lines of one entity into a *draft* of a record with the fields of an
alias file; :class:`translit.gazetteer.importers.job.Import` checks drafts and writes them as JSON Lines.
"""
