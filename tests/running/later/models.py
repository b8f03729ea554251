"""One table, which today's house does not know."""

from django.db import models


class Novelty(models.Model):
    name = models.CharField(max_length=20)

    def __str__(self):
        return self.name
