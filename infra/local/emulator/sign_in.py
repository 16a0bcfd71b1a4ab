"""The emulator's sign-in pages in the look of the console: no script, and nothing asked for but the icon."""

import html
import pathlib
import re

here = pathlib.Path(__file__).parent
# The font that the first line asks for lies under a name that only the console's build knows.
tokens = re.sub(r"@import[^;]*;", "", (here.parents[2] / "console/src/look/tokens.css").read_text("utf-8"))
style = f"<style>{tokens}{(here / 'sign-in.css').read_text('utf-8')}</style>"
template = (here / "sign-in.html").read_text("utf-8").replace("<!-- style -->", style)

# Told to whoever does not see it, and no phone's keyboard makes an address a sentence.
BETTER = {
    'class="error"': 'class="error" role="alert"',
    'autocomplete="username"': 'autocomplete="username" inputmode="email" autocapitalize="none" spellcheck="false"',
}


def page(title, heading, body):
    for said, better in BETTER.items():
        body = body.replace(said, better)
    return template.replace("{title}", title).replace("{heading}", heading).replace("{body}", body)


def refill(page, name):
    """The form again after a refusal: with the name that was typed, ready for another password."""
    field = 'name="username"'
    page = page.replace(" autofocus", "").replace('name="password"', 'name="password" autofocus')
    return page.replace(field, f'{field} value="{html.escape(name)}"')
