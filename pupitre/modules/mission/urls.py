"""The addresses of the month's page, of the ledger of savings and of what the mission costs."""

from django.urls import path

from pupitre.modules.mission.views import engagements, files, month, savings

DOOR = "month"
app_name = "mission"
urlpatterns = [
    path("", month.home, name="home"),
    path("issued/", month.issued, name="issued"),
    path("savings/", savings.listing, name="savings"),
    path("savings/new/", savings.add, name="saving_new"),
    path("savings/<ref:ref>/", savings.saving, name="saving"),
    path("savings/<ref:ref>/edition/", savings.edit, name="saving_edit"),
    path("savings/<ref:ref>/acceptance/", savings.acceptance, name="saving_acceptance"),
    path("savings/<ref:ref>/contracted/", savings.contracted, name="saving_contracted"),
    path("savings/<ref:ref>/realised/", savings.realised, name="saving_realised"),
    path("savings/<ref:ref>/validation/", savings.validation, name="saving_validation"),
    path("savings/<ref:ref>/return/", savings.returned, name="saving_return"),
    path("savings/<ref:ref>/abandonment/", savings.abandonment, name="saving_abandonment"),
    path("savings/<ref:ref>/files/", savings.files, name="saving_files"),
    path("cost/", engagements.listing, name="engagements"),
    path("cost/<ref:ref>/end/", engagements.end, name="engagement_end"),
    path("<str:month>/", month.page, name="month"),
    path("<str:month>/comment/", month.comment, name="comment"),
    path("<str:month>/issue/", month.issue, name="issue"),
    path("<str:month>/circulate/", month.circulate, name="circulate"),
    path("<str:month>/pdf/", files.pdf, name="pdf"),
    path("<str:month>/circulate/pdf/", files.circulated_pdf, name="circulated_pdf"),
    path("<str:month>/csv/", files.month_csv, name="csv"),
    path("<str:month>/xlsx/", files.month_xlsx, name="xlsx"),
    path("<str:month>/<str:figure>/", month.figure, name="figure"),
]
