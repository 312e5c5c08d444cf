#!/bin/bash
# One database and one role per service, and a role for the event log's writer; runs once, when the server's data folder is made.
set -euo pipefail

for service in office inventory crm reminders reporting; do
    psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<SQL
\\getenv password ${service^^}_DATABASE_PASSWORD
CREATE ROLE $service LOGIN PASSWORD :'password';
CREATE DATABASE $service OWNER $service TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE $service FROM PUBLIC;
SQL
done

# It only adds to the log; what it may do there, office's migrations say.
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<SQL
\\getenv password EVENTLOG_DATABASE_PASSWORD
CREATE ROLE eventlog LOGIN PASSWORD :'password';
GRANT CONNECT ON DATABASE office TO eventlog;
SQL
