"""The manifest of the desk."""

from pupitre.desk import jobs, policies
from pupitre.desk.queries.capture import can_capture
from pupitre.foundation.registry import Gesture, Link, Room, Schedule, register

register(
    Room(
        name="desk",
        menu=(
            Link("Aujourd’hui", "desk:today", "sun", group=0, key="a"),
            Link("Noter", "desk:capture", "pencil-line", group=0, key="c", is_open=can_capture),
            Link("Mon équipe", "desk:team", "users-round", group=0, key="m", is_open=policies.leads_a_team, rank=2),
            Link("Les équipes", "desk:team", "users-round", group=2, key="m", is_open=policies.only_looks_after_teams),
            Link("Présence", "desk:presence", "calendar-days", group=2, key="p", permission="attention.edit_presence"),
        ),
        gestures=(
            Gesture(
                "Noter une absence",
                "desk:presence",
                "calendar-off",
                "poser un congé vacances rtt télétravail présence",
                "attention.edit_presence",
            ),
            Gesture("Mes calendriers", "desk:calendars", "calendar-days", "agenda ics google outlook abonnement"),
        ),
        schedules=(Schedule("desk.digest", jobs.compose_digests, minutes=15),),
    )
)
