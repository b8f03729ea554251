"""The manifest of the journal."""

from django.db.models.signals import post_migrate

from pupitre.foundation.audit import triggers
from pupitre.foundation.registry import Room, register

register(Room(name="audit", append_only=("audit.Entry",)))
post_migrate.connect(triggers.install, dispatch_uid="append-only")
