"""The public and personal addresses: signing in, one's account, health. All listed here, none elsewhere."""

from django.urls import path

from pupitre.foundation.web import account, health, sign_in

urlpatterns = [
    path("health/", health.health, name="health"),
    path("accounts/sign-in/", sign_in.sign_in, name="sign_in"),
    path("accounts/sign-in/<str:token>/", sign_in.sign_in_by_link, name="sign_in_by_link"),
    path("accounts/sign-out/", sign_in.sign_out, name="sign_out"),
    path("accounts/", account.account, name="account"),
    path("accounts/sessions/", account.close_sessions, name="close_sessions"),
]
