"""What is at the root of a company's addresses."""

from django.urls import path

from pupitre.desk.views import calendars, capture, items, presence, team, today

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("capture/", capture.capture, name="capture"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("news/", today.seen, name="news"),
    path("first-steps/", today.steps, name="first_steps"),
    path("team/", team.team, name="team"),
    path("items/<str:item>/", items.item, name="item"),
    path("presence/", presence.mine, name="presence"),
    path("presence/<ref:ref>/", presence.theirs, name="presence_of"),
]
