"""Where the product is served, on this very machine or over the network; from where one asks."""

from ipaddress import ip_address

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.request import split_domain_port


def est_local(hote: str) -> bool:
    """Whether this host name is a loopback one: localhost, 127.0.0.1, [::1]."""
    if hote == "localhost":
        return True
    try:
        return ip_address(hote.strip("[]")).is_loopback
    except ValueError:
        return False


def contexte_sur(request: HttpRequest) -> bool:
    """Whether a browser will work off line here: over HTTPS, or on this very machine."""
    hote, _ = split_domain_port(request.get_host())
    return request.is_secure() or est_local(hote)


def adresse_du_visiteur(request: HttpRequest) -> str:
    """The network address, the one by which sign-in is limited too; one for all the unknown."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""
