"""Archives figées: what is left of the rencontres of a year once they are erased."""
