"""Papers (档案): files, templates, the archive, letters."""
