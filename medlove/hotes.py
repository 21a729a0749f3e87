"""Where the product is served: on this very machine, or to others over the network."""

from ipaddress import ip_address

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
