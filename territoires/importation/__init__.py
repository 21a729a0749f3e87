"""Imports of outlines. The only place of the app that loads shapely."""
