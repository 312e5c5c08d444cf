"""What reporting says and answers: figures, targets, commission."""

from contracts.reporting import commission as commission
from contracts.reporting import figures as figures
from contracts.reporting import targets as targets
