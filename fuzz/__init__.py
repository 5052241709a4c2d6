"""Hostile ledgers: made from good ones, given to every command, and kept where one goes wrong."""
