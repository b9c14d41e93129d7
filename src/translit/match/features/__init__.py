"""Features: what is measured to decide whether a name stands for an entity; their weights are fitted, and add up."""
