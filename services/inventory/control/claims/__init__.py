"""Claims on a unit: who takes it, until when, and how it becomes free again (锁定、占用)."""
