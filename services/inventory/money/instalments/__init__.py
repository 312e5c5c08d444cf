"""What is due of a deal and when (应收计划), and which money has paid it."""
