"""Staff, teams, regions, postings (组织架构)."""
