"""The demonstration company: four real projects, invented people, a few days of business.

`python -m demo` enters it through the HTTP API, as a sales office would; read it as the worked
example of that API. One file per concern:

    api.py          a person at a desk: log in, read, write once
    notebook.py     what has been entered already, so that an interrupted load is continued
    people.py       regions, teams, staff in every role
    projects.py     projects, house types, price lists: entered, reviewed, released
    price_lists.py  an Excel price list from the city's published figures
    garages.py      parking spaces and storage rooms in the price lists
    terms.py        payment plans and discounts
    targets.py      commission plans and targets
    notices.py      the supervisors' morning notices
    customers.py    customers and follow-ups
    business.py     locks, reservations, subscriptions, contracts, a cancellation
    quotations.py   quotations at every stage
    money.py        instalments, a bounced cheque, cash that was taken
    milestones.py   filings, loans, a handover with its area settled
    prices.py       versions of a price list
    documents.py    floor plans, the archive, letters from authorities (drawn in pictures.py)
    orders.py       a change order
    consents.py     consent to it and to other things that are asked for
    changes.py      another unit, another buyer, a later signing, a price that waits for consent
    wishes.py       promises, corrections, holds, special prices
    bindings.py     spaces bound to homes and sold with them, suspensions
    arrears.py      overdue money and late fees
    invoices.py     invoices and refunds
"""
