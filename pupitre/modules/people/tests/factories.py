"""Files for the cast: everybody gets the one their company would have."""

from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.people.actions.people import words_of
from pupitre.modules.people.models import Person


def file_of(member):
    with working_for(member.company):
        person, is_new = Person.objects.get_or_create(member=member, defaults={"job_title": "Salarié"})
        if is_new:
            person.words = words_of(person)
            person.save()
    return Person.of_every_company.select_related("member").get(pk=person.pk)


def files_of_everybody(company):
    with working_for(company):
        return {member.name: file_of(member) for member in Member.objects.select_related("company")}
