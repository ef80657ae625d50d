"""The blueprint that the pages of this folder share."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
