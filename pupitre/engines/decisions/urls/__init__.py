"""The addresses of decisions."""

from django.urls import path

from pupitre.engines.decisions.views import matrix, requests

app_name = "decisions"
urlpatterns = [
    path("", requests.inbox, name="inbox"),
    path("new/", requests.new, name="new"),
    path("register/", requests.register, name="register"),
    path("register/csv/", requests.register_csv, name="register_csv"),
    path("register/xlsx/", requests.register_xlsx, name="register_xlsx"),
    path("powers/", matrix.matrix, name="matrix"),
    path("powers/new/", matrix.new_power, name="new_power"),
    path("powers/silence/", matrix.agree, name="agree"),
    path("powers/silence/<ref:ref>/end/", matrix.end_agreement, name="end_agreement"),
    path("powers/tuning/", matrix.tune, name="tune"),
    path("powers/stand-ins/", matrix.stand_in, name="stand_in"),
    path("powers/stand-ins/<ref:ref>/removal/", matrix.end_stand_in, name="end_stand_in"),
    path("powers/<ref:ref>/", matrix.edit_power, name="power"),
    path("powers/<ref:ref>/removal/", matrix.remove_power, name="remove_power"),
    path("<ref:ref>/", requests.request_page, name="request"),
    path("<ref:ref>/edition/", requests.edit, name="edit"),
    path("<ref:ref>/reply/", requests.reply, name="reply"),
    path("<ref:ref>/oral/", requests.oral, name="oral"),
    path("<ref:ref>/take-back/", requests.take_back, name="take_back"),
    path("<ref:ref>/contest/", requests.contest, name="contest"),
    path("<ref:ref>/reminder/", requests.remind, name="remind"),
    path("<ref:ref>/seen/", requests.seen, name="seen"),
    path("<ref:ref>/withdrawal/", requests.withdraw, name="withdraw"),
    path("<ref:ref>/files/", requests.files, name="files"),
]
