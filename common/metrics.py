"""Prometheus metrics that every process offers on `LOUPAN_METRICS_PORT` (X-01)."""

from prometheus_client import Counter, Gauge, Histogram, start_http_server

from common import settings

operations = Counter(
    "loupan_operations_total", "Operations worked on", ["service", "operation", "outcome"]
)
operation_seconds = Histogram(
    "loupan_operation_seconds",
    "Time an operation took inside its service",
    ["service", "operation"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
events_handled = Counter(
    "loupan_events_handled_total", "Events handled", ["service", "handler", "outcome"]
)
event_lag_seconds = Histogram(
    "loupan_event_lag_seconds",
    "From the fact to its handling",
    ["service", "handler"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30, 300),
)
messages_parked = Counter("loupan_messages_parked_total", "Messages parked", ["service", "queue"])
outbox_published = Counter("loupan_outbox_published_total", "Events published", ["service"])
outbox_unroutable = Counter("loupan_outbox_unroutable_total", "Events set aside", ["service"])
outbox_oldest_seconds = Gauge(
    "loupan_outbox_oldest_seconds", "Age of the oldest unsent event", ["service"]
)
timer_rows = Counter("loupan_timer_rows_total", "Rows that timers worked on", ["service", "timer"])


def serve() -> None:
    """Answer `/metrics` on 127.0.0.1 (or `LOUPAN_METRICS_HOST`) where a port is set."""
    port = settings.metrics_port()
    if port is not None:
        start_http_server(port, addr=settings.metrics_host())
