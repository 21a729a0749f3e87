"""Free text that gives nobody away: what in a note could tell who somebody is."""
