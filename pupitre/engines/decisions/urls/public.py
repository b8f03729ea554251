"""The one public door of decisions: a link received by mail."""

from django.urls import path

from pupitre.engines.decisions.views import link

urlpatterns = [
    path("<str:token>/", link.decide_by_link, name="decide_by_link"),
    path("<str:token>/files/<ref:ref>/", link.file, name="file_by_link"),
]
