"""Facts (业务数据): figures."""
