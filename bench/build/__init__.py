"""Processor time of our whole build against the same site written in plain Material and macros."""
