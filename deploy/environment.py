"""`python -m deploy.environment`: a new `.env` for docker-compose.yml, every secret made anew."""

import json
import secrets
from collections.abc import Iterator

from deploy.local.secrets import OFFICE_KEY, Secrets, system_key
from deploy.local.settings import LOG_WRITER, SERVICES


def variables() -> Iterator[tuple[str, str]]:
    made = Secrets.generate()
    yield "POSTGRES_PASSWORD", secrets.token_hex(24)
    yield "RABBITMQ_PASSWORD", made.broker_password
    yield "LOUPAN_ADMIN_PASSWORD", made.admin_password
    yield "LOUPAN_KEYS", json.dumps(made.public_keys, separators=(",", ":"))
    yield "LOUPAN_SIGNING_KEY", made.signing_keys[OFFICE_KEY]
    for service in SERVICES:
        yield f"{service.upper()}_DATABASE_PASSWORD", made.database_passwords[service]
        yield f"{service.upper()}_SYSTEM_KEY", made.signing_keys[system_key(service)]
    yield "EVENTLOG_DATABASE_PASSWORD", made.database_passwords[LOG_WRITER]
    yield "LOUPAN_LOG_KEY", made.signing_keys[LOG_WRITER]
    yield "CRM_DATA_KEY", made.crm_data_key
    yield "CRM_INDEX_KEY", made.crm_index_key
    yield "OFFICE_DATA_KEY", made.office_data_key


if __name__ == "__main__":
    for name, value in variables():
        print(f"{name}={value}")  # noqa: T201
