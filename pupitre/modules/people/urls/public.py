"""The one public door of people: an invitation."""

from django.urls import path

from pupitre.modules.people.views import joining

urlpatterns = [path("<str:token>/", joining.join, name="join")]
