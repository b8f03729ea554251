"""The floor: a bare Django with a session, a user, one query and a hundred rows; what no page can cost less than."""
