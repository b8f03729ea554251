"""The public and personal addresses: signing in, one's account, health. All listed here, none elsewhere."""

from django.urls import path

from pupitre.foundation.web import account, health, mail, security, sign_in

urlpatterns = [
    path("health/", health.health, name="health"),
    path("accounts/sign-in/", sign_in.sign_in, name="sign_in"),
    path("accounts/sign-in/<str:token>/", sign_in.sign_in_by_link, name="sign_in_by_link"),
    path("accounts/code/", sign_in.sign_in_code, name="sign_in_code"),
    path("accounts/sign-out/", sign_in.sign_out, name="sign_out"),
    path("accounts/", account.account, name="account"),
    path("accounts/mail/", mail.preferences, name="mail_preferences"),
    path("accounts/unsubscribe/<str:token>/", mail.unsubscribe, name="unsubscribe"),
    path("accounts/sessions/", account.close_sessions, name="close_sessions"),
    path("accounts/security/", security.security, name="security"),
    path("accounts/security/begin/", security.begin, name="security_begin"),
    path("accounts/security/confirm/", security.confirm, name="security_confirm"),
    path("accounts/security/codes/", security.renew_codes, name="security_codes"),
    path("accounts/security/off/", security.turn_off, name="security_off"),
]
