"""The public doors: the hub itself, and its first set-up."""

from django.urls import path

from pupitre.desk.views import calendars, home, setup

urlpatterns = [
    path("", home.home, name="home"),
    path("f/<str:token>/pupitre.ics", calendars.feed, name="calendar_by_link"),
    path("accounts/calendars/", calendars.my_calendars, name="my_calendars"),
    path("companies/", home.companies, name="companies"),
    path("setup/<str:token>/", setup.setup, name="setup"),
]
