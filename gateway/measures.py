"""What the gateway tells Prometheus, and one log line per request; no query, no personal data."""

import logging

from prometheus_client import Counter, Gauge, Histogram

from gateway.board import Boards
from gateway.request import Request
from gateway.rpc import Rpc
from gateway.stream import Stream

_requests = Counter(
    "loupan_http_requests_total", "HTTP requests answered", ["method", "route", "status"]
)
_seconds = Histogram(
    "loupan_http_request_seconds",
    "Time to answer an HTTP request",
    ["method", "route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
_rpc_pending = Gauge("loupan_rpc_pending", "Calls without an answer yet")
_stream_listeners = Gauge("loupan_stream_listeners", "Open live streams")
_board_rebuilds = Gauge("loupan_board_rebuilds", "Boards asked of inventory since the start")
_log = logging.getLogger("gateway.request")


def watch(rpc: Rpc, stream: Stream, boards: Boards) -> None:
    """Read the gauges off these parts."""
    _rpc_pending.set_function(rpc.pending.total)
    _stream_listeners.set_function(lambda: len(stream.subscribers))
    _board_rebuilds.set_function(lambda: boards.rebuilds)


def note(request: Request, status: int, seconds: float) -> None:
    """Count and log an answered request, by its route's template."""
    _requests.labels(request.method, request.template, status).inc()
    _seconds.labels(request.method, request.template).observe(seconds)
    _log.info(
        "%s %s %s",
        request.method,
        request.template,
        status,
        extra={"ms": round(seconds * 1000, 1)},
    )
