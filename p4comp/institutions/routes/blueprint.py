"""The blueprint that the pages of this folder share."""

from flask import Blueprint

from p4comp.institutions.rules.kinds import parent_word

bp = Blueprint("institutions", __name__)
bp.add_app_template_global(parent_word)
