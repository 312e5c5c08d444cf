"""Suspension (停售): seizure or management takes units off sale, and they come back."""
