"""Migrations of one service: `python -m common.migrate SERVICE [--check | --revision MESSAGE]`.

Without an option the database is brought to the newest version. `--check` fails when models and
migrations disagree; `--revision` writes a migration from the difference.
"""

import argparse
import sys
from pathlib import Path

from alembic import command, context
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import MetaData, create_engine, pool, text

from common import settings

_LOCK = 7_301_455


def configuration(service: str) -> Config:
    """Alembic's configuration for `services/<service>/migrations`."""
    folder = Path(__file__).parent.parent / "services" / service / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def _next_number(service: str) -> str:
    versions = Path(__file__).parent.parent / "services" / service / "migrations" / "versions"
    return f"{len(list(versions.glob('*.py'))) + 1:04d}"


def run(metadata: MetaData, service: str) -> None:
    """What every `migrations/env.py` calls: run under an advisory lock, so that replicas that start
    together migrate one after the other."""
    engine = create_engine(settings.database_url(service), poolclass=pool.NullPool)
    with engine.connect() as connection:
        connection.execute(text(f"SELECT pg_advisory_lock({_LOCK})"))
        connection.commit()
        context.configure(connection=connection, target_metadata=metadata, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m common.migrate", description=__doc__)
    parser.add_argument("service")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--revision", metavar="MESSAGE")
    chosen = parser.parse_args(arguments)
    config = configuration(chosen.service)
    if chosen.revision:
        command.revision(
            config, chosen.revision, autogenerate=True, rev_id=_next_number(chosen.service)
        )
    elif chosen.check:
        command.check(config)
    else:
        command.upgrade(config, "head")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (CommandError, settings.MissingSetting) as error:
        sys.exit(f"migrate: {error}")
