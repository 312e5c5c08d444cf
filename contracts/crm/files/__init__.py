"""Customer files (客户档案): who they are, their numbers, what they bought."""
