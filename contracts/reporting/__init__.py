"""What reporting says and answers: figures, targets, commission."""

from contracts.declaring import import_topics

import_topics(__name__, __path__)
