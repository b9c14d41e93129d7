"""What a collection of articles says: the names in it that no gazetteer lists, as proposed entities."""
