"""The page of a relay, by link, without signing in."""

from django.urls import path

from pupitre.engines.relay.views.link import relay_by_link

urlpatterns = [path("<str:token>/", relay_by_link, name="relay_by_link")]
