"""What people does again when older data come back."""

from pupitre.modules.people import actions
from pupitre.modules.people.events import PersonErased
from pupitre.modules.people.models import Person


def erase_again(event: PersonErased) -> None:
    """Nothing when the data that came back never knew the person, or know that they were erased."""
    if person := Person.objects.filter(ref=event.person, erased_at=None).first():
        actions.erase_restored_person(person, actor=None)
