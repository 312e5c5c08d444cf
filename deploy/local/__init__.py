"""The whole platform on one machine, for a first look and for development: `make run`.

Read in this order: `settings`, `secrets`, `ports`, `postgres`, `databases`, `rabbitmq`,
`processes`, `supervise`, `ready`, `run`.
"""
