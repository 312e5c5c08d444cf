"""Papers (档案): its tables."""

from services.inventory.papers.archive import models as archive
from services.inventory.papers.attachments import models as attachments
from services.inventory.papers.liaison import models as liaison
from services.inventory.papers.templates import models as templates

MODELS = (
    archive,
    attachments,
    liaison,
    templates,
)
