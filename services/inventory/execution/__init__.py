"""Execution of contracts (合同执行): what each lacks, and figures by project and period."""
