"""The servers that other tests stand on."""

import json

import httpx
import pika
import psycopg2
import pytest

from deploy.local import proc
from deploy.local.databases import libpq_url
from tests.servers import Servers, shared
from tests.vhosts import Vhost


def test_a_vhost_is_usable_and_empty(vhost: Vhost) -> None:
    connection = pika.BlockingConnection(pika.URLParameters(vhost.amqp_uri))
    connection.channel().queue_declare("own", durable=True)
    connection.close()
    queues = httpx.get(f"{vhost.management_url}/api/queues/{vhost.name}").json()
    assert [queue["name"] for queue in queues] == ["own"]


def test_a_service_role_owns_its_database_and_enters_no_other(servers: Servers) -> None:
    psycopg2.connect(libpq_url(servers.database_url("crm", "crm"))).close()
    with pytest.raises(psycopg2.OperationalError, match="permission denied"):
        psycopg2.connect(libpq_url(servers.database_url("crm", "office")))


def test_a_second_user_of_the_servers_shares_them_and_leaves_them_running(servers: Servers) -> None:
    with shared() as again:
        assert again.node.uri == servers.node.uri
    state = json.loads((servers.home / "servers.json").read_text())
    assert all(proc.is_alive(*process) for process in state["processes"].values())
