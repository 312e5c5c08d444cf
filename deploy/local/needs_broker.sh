#!/bin/sh
# Says at once that RabbitMQ is missing, when only root could install it: before the downloads.
set -eu

program=${1:-/usr/lib/rabbitmq/bin/rabbitmq-server}
if [ -z "${AMQP_URI:-}" ] && [ ! -e "$program" ] && [ "$(id -u)" -ne 0 ]; then
    printf '%-10s | %s\n' setup "problem: RabbitMQ is not installed; run \`sudo apt-get install -y \
--no-install-recommends rabbitmq-server\`, or give the address of a broker in AMQP_URI." >&2
    exit 1
fi
