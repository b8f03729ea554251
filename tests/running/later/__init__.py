"""A room of a later version of the house, for the tests of upgrades."""
