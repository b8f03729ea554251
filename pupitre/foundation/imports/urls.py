"""The addresses of imports."""

from django.urls import path

from pupitre.foundation.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.start, name="start"),
    path("examples/<slug:sheet>.csv", views.example, name="example"),
    path("<ref:ref>/", views.run, name="run"),
    path("<ref:ref>/import/", views.import_run, name="import"),
    path("<ref:ref>/errors.csv", views.errors, name="errors"),
]
