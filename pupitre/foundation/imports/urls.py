"""The addresses of imports."""

from django.urls import path

from pupitre.foundation.imports.views import columns, runs, undoing

app_name = "imports"
urlpatterns = [
    path("", runs.start, name="start"),
    path("examples/<slug:sheet>.csv", runs.example, name="example"),
    path("<ref:ref>/", runs.run, name="run"),
    path("<ref:ref>/import/", runs.import_run, name="import"),
    path("<ref:ref>/columns/", columns.columns, name="columns"),
    path("<ref:ref>/progress/", runs.progress, name="progress"),
    path("<ref:ref>/undo/", undoing.undo, name="undo"),
    path("<ref:ref>/errors.csv", runs.errors, name="errors"),
]
