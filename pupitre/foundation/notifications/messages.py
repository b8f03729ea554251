"""From a stored mail to the message that leaves, headers included."""

import json
from email.message import EmailMessage
from email.policy import SMTP

from django.conf import settings

from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.tenancy.sealing import opened


def message_of(mail: Mail) -> EmailMessage:
    """Raises CannotOpen."""
    content = json.loads(opened(mail, "content"))
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.MAIL_FROM
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = mail.posted_at
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    if content["unsubscribe"]:
        message["List-Unsubscribe"] = f"<{content['unsubscribe']}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(content["text"])
    if content["html"]:
        message.add_alternative(content["html"], subtype="html")
    return message
