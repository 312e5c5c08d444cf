"""Events to a service's handlers: retried with delay, then parked (design §5.6)."""

import logging
from typing import Any

from nameko.amqp.publish import Publisher
from nameko.constants import AMQP_URI_CONFIG_KEY
from nameko.events import EventHandler

from common import database, metrics, retry, settings
from common.draining import DrainingQueueConsumer, give_back_later, park_message
from contracts.event import Unreadable

_log = logging.getLogger(__name__)


class EventConsumer(EventHandler):
    """nameko acknowledges what its handler failed on; here it is retried with delay, then
    parked."""

    queue_consumer = DrainingQueueConsumer()

    def setup(self) -> None:
        super().setup()
        self.queue.queue_arguments = retry.queue_arguments()

    def handle_message_processed(
        self, message: Any, result: Any = None, exc_info: Any = None
    ) -> None:
        service = self.container.service_name
        if exc_info is None:
            self.queue_consumer.ack_message(message)
            metrics.events_handled.labels(service, self.method_name, "handled").inc()
            return
        error = exc_info[1]
        metrics.events_handled.labels(service, self.method_name, "failed").inc()
        if database.means_away(error):
            give_back_later(self.queue_consumer, message)
        elif isinstance(error, Unreadable) or retry.exhausted(message.headers):
            park_message(
                self.queue_consumer,
                self,
                message,
                f"{type(error).__name__}: {error}",
                keep_body=True,
            )
        else:
            self._retry(message)

    def _retry(self, message: Any) -> None:
        try:
            self._publish_again(message)
        except Exception:
            _log.exception("could not publish to the retry queue; the message goes back")
            give_back_later(self.queue_consumer, message)
            return
        self.queue_consumer.ack_message(message)

    def _publish_again(self, message: Any) -> None:
        attempts = retry.attempts_of(message.headers)
        Publisher(self.container.config[AMQP_URI_CONFIG_KEY], use_confirms=True).publish(
            message.payload,
            exchange=retry.retry_queue(settings.retry_delays()[attempts]),
            routing_key=self.queue.name,
            headers={**(message.headers or {}), retry.ATTEMPTS: attempts + 1},
            confirm_timeout=5,
        )
