"""The blueprint of results, and how long a cache may keep a public page of them."""

from flask import Blueprint

bp = Blueprint("results", __name__)
SECONDS = 10
