"""A pytest plugin for the second database: keeps the tests that ask for a database, leaves the others alone."""

DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback", "on_either"}


def pytest_collection_modifyitems(config, items):
    kept = [item for item in items if needs_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def needs_a_database(item):
    return bool(item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames))
