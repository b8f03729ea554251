"""The addresses of people."""

from django.urls import path

from pupitre.modules.people.views import company, directory, membership, person, privacy, rights, teams

app_name = "people"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("new/", person.new, name="new"),
    path("export.<str:format>", directory.export, name="export"),
    path("teams/", teams.teams, name="teams"),
    path("teams/new/", teams.new, name="new_team"),
    path("teams/<ref:ref>/", teams.edit, name="team"),
    path("company/", company.company, name="company"),
    path("company/sites/new/", company.new_site, name="new_site"),
    path("company/sites/<ref:ref>/", company.site, name="site"),
    path("company/modules/", company.modules, name="modules"),
    path("company/second-factor/", company.second_factor, name="second_factor"),
    path("rights/", rights.rights, name="rights"),
    path("<ref:ref>/", person.person, name="person"),
    path("<ref:ref>/edition/", person.edit, name="edit"),
    path("<ref:ref>/roles/", membership.roles, name="roles"),
    path("<ref:ref>/invitation/", membership.invitation, name="invitation"),
    path("<ref:ref>/invitation/cancellation/", membership.cancel_invitation, name="cancel_invitation"),
    path("<ref:ref>/departure/", membership.departure, name="departure"),
    path("<ref:ref>/return/", membership.back, name="return"),
    path("<ref:ref>/emergency/", privacy.emergency, name="emergency"),
    path("<ref:ref>/emergency/edition/", privacy.note, name="note_emergency"),
    path("<ref:ref>/erasure/", privacy.erasure, name="erasure"),
]
