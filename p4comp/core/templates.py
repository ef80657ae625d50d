"""Templates as this portal uses them: none has globals of its own, so a component is made once and holds for every page."""

from flask import Flask
from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context


class Page(Template):
    """A template; importing it never asks anew whether the importing page knows other globals, for no page does."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


def init_app(app: Flask) -> None:
    """Let the portal's pages be made of it."""
    app.jinja_env.template_class = Page
