"""How the services say it: transactions, messages, callers, clock. Knows no service."""

import os

# Names of hosts are looked up as the system does; a resolver of eventlet's own would take a third
# of the time that a service needs to start.
os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
