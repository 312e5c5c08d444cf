"""Commission plans (佣金方案), one per project and time."""
