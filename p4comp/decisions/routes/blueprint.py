"""The blueprint of plenaries, decisions and objections."""

from flask import Blueprint

bp = Blueprint("decisions", __name__)
