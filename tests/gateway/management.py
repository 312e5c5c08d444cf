"""The broker's management interface."""

import httpx

from tests.gateway.running import until
from tests.loopback import PLAIN
from tests.vhosts import Vhost


def close_connection_of_gateway(vhost: Vhost) -> None:
    """As an operator would, by the management interface; its list is seconds late."""
    with httpx.Client(base_url=vhost.management_url, verify=PLAIN) as management:

        def names() -> list[str]:
            found = management.get(f"/api/vhosts/{vhost.name}/connections").json()
            return [
                connection["name"]
                for connection in found
                if connection.get("client_properties", {}).get("connection_name") == "gateway"
            ]

        until(lambda: bool(names()), 15)
        for name in names():
            management.delete(f"/api/connections/{name}").raise_for_status()
