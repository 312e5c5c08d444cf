"""What the services say to each other: operations, schemas, events, refusals. No I/O."""
