"""Where things happen: quartiers, lieux, partenaires. Knows nothing of sorties."""
