"""A real server that can be killed, and a relay in front of it that spoils what passes.

serveur.py    gunicorn in a process of its own, on a database and static files of its own
relais.py     the faults: half a body, an answer lost, a captive portal, silence…
commande.py   both, told what to do from another process by JSON (`python -m tests.pannes`)
"""
