"""Staff and postings (人员与岗位)."""
