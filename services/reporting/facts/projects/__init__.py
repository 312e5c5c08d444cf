"""Projects (楼盘): which there are, as inventory tells."""
