"""A hundred rows that point to ten others."""

from django.db import models


class Team(models.Model):
    name = models.CharField(max_length=80)

    def __str__(self):
        return self.name


class Absence(models.Model):
    team = models.ForeignKey(Team, models.PROTECT)
    title = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    cents = models.IntegerField()
    state = models.CharField(max_length=20)

    def __str__(self):
        return self.title
