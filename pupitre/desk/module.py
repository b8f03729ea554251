"""The manifest of the desk."""

from pupitre.foundation.registry import Link, Room, register

register(
    Room(
        name="desk",
        menu=(
            Link("Aujourd’hui", "desk:today", "sun", group=0, key="a"),
            Link("Présence", "desk:presence", "calendar-days", group=2, key="p", permission="attention.edit_presence"),
        ),
    )
)
