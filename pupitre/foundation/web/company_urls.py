"""What every company has under its address, whatever its modules: taking back, and files."""

from django.urls import path

from pupitre.foundation.web import downloads, undo

urlpatterns = [
    path("undo/<ref:ref>/", undo.undo, name="undo"),
    path("files/<ref:ref>/", downloads.download, name="file"),
]
