"""Devices that have logged in before (已登录过的设备)."""
