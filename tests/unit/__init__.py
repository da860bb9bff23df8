"""Tests of macros/, module by module. A package, so that tests/site may name its modules alike."""
