"""What inventory says and answers: projects, units, the board, deals, money in.

Importing the package declares every operation, event and refusal of its topics.
"""

from contracts.declaring import import_topics

import_topics(__name__, __path__)
