"""The addresses of routines."""

from django.urls import path

from pupitre.engines.routines.views import catalogue, edition, occurrences, routines

app_name = "routines"
urlpatterns = [
    path("", routines.routine_list, name="routine_list"),
    path("export/<str:format>", routines.export, name="export"),
    path("new/", edition.new, name="new"),
    path("preview/", edition.preview, name="preview"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("<ref:ref>/", routines.routine, name="routine"),
    path("<ref:ref>/edition/", edition.edit, name="edit"),
    path("<ref:ref>/owner/", edition.owner, name="owner"),
    path("<ref:ref>/pause/", edition.pause, name="pause"),
    path("<ref:ref>/resumption/", edition.resume, name="resume"),
    path("<ref:ref>/removal/", edition.removal, name="removal"),
    path("<ref:ref>/done/", occurrences.done_view, name="done"),
    path("<ref:ref>/skip/", occurrences.skip, name="skip"),
    path("<ref:ref>/move/", occurrences.move, name="move"),
]
