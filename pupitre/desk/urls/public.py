"""The public doors: the hub itself, and its first set-up."""

from django.urls import path

from pupitre.desk.views import home, setup

urlpatterns = [
    path("", home.home, name="home"),
    path("companies/", home.companies, name="companies"),
    path("setup/<str:token>/", setup.setup, name="setup"),
]
