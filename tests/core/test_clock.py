from tests import factories


def test_cast(app, queries):
    with queries() as q:
        c = factories.cast()
    print(len(q))
    assert c.entry.state == "verified"


def test_two(app, at):
    from p4comp.core import clock

    at("2022-01-01T00:00:00+07:00")
    assert clock.now().year == 2021
