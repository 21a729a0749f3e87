"""How many notes are drawn a year."""

from medlove.settings import env_int

NOTES_PAR_AN = env_int("MEDLOVE_NOTES_TIREES", 50, minimum=1)
