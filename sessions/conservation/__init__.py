"""What leaves, when: the steps of the purge, its report, and a rule for every field."""
