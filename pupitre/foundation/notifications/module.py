"""The manifest of notifications."""

from pupitre.foundation.notifications import jobs
from pupitre.foundation.notifications.cleaning import forget_mails_of
from pupitre.foundation.registry import Room, Schedule, register

register(
    Room(
        name="notifications",
        label="Courriels",
        schedules=(Schedule("notifications.forget", jobs.forget, hour="03:40"),),
        erases=(forget_mails_of,),
    )
)
