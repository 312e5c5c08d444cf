"""Staff as posted (人员)."""
