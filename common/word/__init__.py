"""Word documents of unknown origin: what is known is let in, the rest is refused; templates are
filled. Meant for `common.confinement`."""
