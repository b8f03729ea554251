"""The addresses of tasks."""

from django.urls import path

from pupitre.engines.tasks.views import acts, bulk, details, edition, entrusting, lists, settings, task

app_name = "tasks"
urlpatterns = [
    path("", lists.task_list, name="list"),
    path("new/", edition.add, name="add"),
    path("entrust/", entrusting.entrust, name="entrust"),
    path("csv/", lists.tasks_csv, name="csv"),
    path("xlsx/", lists.tasks_xlsx, name="xlsx"),
    path("several/", bulk.several, name="several"),
    path("settings/", settings.tune, name="settings"),
    path("<ref:ref>/", task.task, name="task"),
    path("<ref:ref>/edition/", edition.edit, name="edit"),
    path("<ref:ref>/start/", acts.start, name="start"),
    path("<ref:ref>/pause/", acts.pause, name="pause"),
    path("<ref:ref>/finish/", acts.finish, name="finish"),
    path("<ref:ref>/reopening/", acts.reopen, name="reopen"),
    path("<ref:ref>/drop/", acts.drop, name="drop"),
    path("<ref:ref>/owner/", acts.hand, name="hand"),
    path("<ref:ref>/parking/", acts.park, name="park"),
    path("<ref:ref>/copy/", acts.duplicate, name="duplicate"),
    path("<ref:ref>/steps/", details.steps, name="steps"),
    path("<ref:ref>/times/", details.times, name="times"),
    path("<ref:ref>/files/", details.files, name="files"),
]
