"""The demonstration company: four real projects, invented people, a few days of business.

`python -m demo` enters it through the HTTP API, as a sales office would; read it as the worked
example of that API. One file per concern:

    api.py          a person at a desk: log in, read, write once
    notebook.py     what has been entered already, so that an interrupted load is continued
    people.py       regions, teams, staff in every role
    projects.py     projects, house types, price lists: entered, reviewed, released
    price_lists.py  an Excel price list from the city's published figures
    customers.py    customers and follow-ups
    business.py     locks, reservations, subscriptions, contracts, a cancellation
    orders.py       a change order and its consents
    changes.py      another unit, another buyer, a later signing, a price that waits for consent
    milestones.py   filings, loans, a handover with its area settled
    targets.py      commission plans and targets
    notices.py      the supervisors' morning notices
"""
