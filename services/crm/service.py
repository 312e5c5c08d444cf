"""Crm (客户): the table of contents."""

from common.compose import compose
from common.posting_events import Postings
from services.crm.contact import corridor as contact
from services.crm.files import corridor as files

SERVICE = compose("crm", *contact.TOPICS, *files.TOPICS, Postings, constraints=files.CONSTRAINTS)
