"""The addresses of what is discovered in bank statements."""

from django.urls import path

from pupitre.modules.bank.views import findings, report, statements

app_name = "bank"
urlpatterns = [
    path("", findings.home, name="home"),
    path("findings/acceptance/", findings.acceptance, name="acceptance"),
    path("findings/ignoring/", findings.ignoring, name="ignoring"),
    path("findings/resumption/", findings.resumption, name="resumption"),
    path("statements/", statements.statements, name="statement_list"),
    path("statements/progress/", statements.progress, name="progress"),
    path("statements/<ref:ref>/", statements.statement, name="statement"),
    path("statements/<ref:ref>/removal/", statements.removal, name="statement_removal"),
    path("report/", report.report, name="report"),
    path("report/sending/", report.sending, name="sending"),
]
