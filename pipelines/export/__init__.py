"""Exports: written aside, and put in their place whole, on this machine or another."""
