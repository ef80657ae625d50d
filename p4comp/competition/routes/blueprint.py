"""The blueprint that the pages of this folder share."""

from flask import Blueprint

bp = Blueprint("competition", __name__)
