"""Grades untrusted submissions; ../grade is the program."""
