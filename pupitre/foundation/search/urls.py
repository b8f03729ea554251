"""The addresses of the search."""

from django.urls import path

from pupitre.foundation.search.views import results, words

app_name = "search"
urlpatterns = [
    path("", results.page, name="page"),
    path("palette/", results.palette, name="palette"),
    path("missed/", words.report, name="report"),
    path("missed/<ref:ref>/removal/", words.forget, name="forget"),
    path("words/", words.words, name="words"),
    path("words/<ref:ref>/removal/", words.removal, name="removal"),
]
