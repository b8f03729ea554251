"""The addresses of relays."""

from django.urls import path

from pupitre.engines.relay.views import passing

app_name = "relay"
urlpatterns = [
    path("", passing.pass_relay, name="pass"),
    path("absent/", passing.absent, name="absent"),
    path("<ref:ref>/", passing.handover, name="handover"),
    path("<ref:ref>/end/", passing.close, name="close"),
]
