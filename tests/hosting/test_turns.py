"""Letters never wait for long work, and a space never waits for all that another one asked for before it."""

import threading
from collections import Counter

import pytest

from p4comp.core import clock, db, doctor, jobs, queues
from p4comp.core.db import session
from p4comp.core.jobs import JobState
from p4comp.core.mail import Mail, MailState
from p4comp.hosting import create_site, provisioning
from tests.hosting.worlds import write_facts

MANY = 10
QUEUES = ("huey", "huey_prompt")


@pytest.fixture
def site(workshop, database):
    """An installation with two spaces and true queues."""
    made = create_site(workshop.settings(database, "turns"))
    with made.root.app_context():
        doctor.prepare()
    for slug in ("kalsel", "kaltim"):
        write_facts(made, slug, buka=False)
        provisioning.turn(made, slug, is_open=True)
    for name in QUEUES:
        made.root.extensions[name].storage.flush_queue()
    yield made
    for slug in ("kalsel", "kaltim", ""):
        with inside(made, slug):
            session().query(jobs.Job).delete()
            db.commit()
    queues.close(made.root)
    made.close()


@pytest.fixture
def done(monkeypatch):
    """The spaces for which the long task ran, in order; each run waits until `done.go` is set."""

    class Done(list):
        go = threading.Event()

    made = Done()

    def draw(slug):
        assert made.go.wait(30)
        made.append(slug)

    monkeypatch.setitem(jobs._tasks, "uji.gambar", draw)
    made.go.set()
    yield made
    made.go.set()


def inside(site, slug):
    return (site.by_name(slug) if slug else site.root).app_context()


def ask(site, slug, count):
    """So many long jobs of a space, each asked for by itself."""
    with inside(site, slug):
        for _one in range(count):
            jobs.later("uji.gambar", slug)
            db.commit()


def write(site, slug, count=1):
    """So many letters of a space, asked for together; their ids."""
    with inside(site, slug):
        letters = [Mail(to="a@uji.example", subject="Uji", body="Uji\n", template="uji", written_at=clock.real()) for _one in range(count)]
        session().add_all(letters)
        ids = [letter.id for letter in letters]
        for one in ids:
            jobs.later("mail.send", one)
        db.commit()
        return ids


def in_order(site, queue):
    """For whom the tasks of a queue would be run, the first first; they stay where they are."""
    return [one.args[1] for one in site.root.extensions[queue].pending()]


def work(site, queue):
    """Do all that is in a queue, by one worker."""
    huey = site.root.extensions[queue]
    while (one := huey.dequeue()) is not None:
        huey.execute(one)


def test_a_letter_of_one_space_leaves_while_ten_long_jobs_of_another_wait(site, done, monkeypatch):
    done.go.clear()
    ask(site, "kalsel", MANY)
    workers = queues.Workers(site.root, 1)
    monkeypatch.setattr(workers, "_set_signal_handlers", lambda: None)
    workers.start()
    [letter] = write(site, "kaltim")
    seen = sent(site, "kaltim", letter)
    before = list(done)
    done.go.set()
    workers.stop(graceful=True)
    assert (seen, before) == (True, [])


def sent(site, slug, letter):
    pause = threading.Event()
    for _time in range(200):
        with inside(site, slug):
            if session().get(Mail, letter).state is MailState.SENT:
                return True
        pause.wait(0.05)
    return False


def test_long_work_goes_by_turns(site, done):
    ask(site, "kalsel", 4)
    ask(site, "kaltim", 2)
    ask(site, "", 1)
    work(site, "huey")
    assert done == ["kalsel", "kaltim", "", "kalsel", "kaltim", "kalsel", "kalsel"]


def test_letters_go_by_turns_too(site):
    write(site, "kalsel", 3)
    write(site, "kaltim", 2)
    assert in_order(site, "huey_prompt") == ["kalsel", "kaltim", "kalsel", "kaltim", "kalsel"]


def test_letters_do_not_set_long_work_of_their_space_back(site, done):
    write(site, "kaltim", 3)
    ask(site, "kalsel", 2)
    ask(site, "kaltim", 1)
    assert in_order(site, "huey") == ["kalsel", "kaltim", "kalsel"]


def sweep(site):
    """Look once for what waits, as a worker does every minute."""
    prompt = site.root.extensions["huey_prompt"]
    [found] = [one for one in prompt._registry.periodic_tasks if one.name == "sweep"]
    prompt.execute(found)


def lose(site):
    for name in QUEUES:
        site.root.extensions[name].storage.flush_queue()


def test_what_was_lost_from_the_queue_is_back_in_it_within_a_minute(site, done):
    """Whoever stood far back because of own work that is done by now stands in front."""
    ask(site, "kalsel", 3)
    lose(site)
    sweep(site)
    ask(site, "kaltim", 1)
    assert in_order(site, "huey") == ["kalsel", "kaltim", "kalsel", "kalsel"]
    work(site, "huey")
    assert done == ["kalsel", "kaltim", "kalsel", "kalsel"]
    with inside(site, "kalsel"):
        assert {one.state for one in session().query(jobs.Job)} == {JobState.DONE}


def test_where_nothing_was_lost_only_the_oldest_of_each_space_is_queued_again(site, done):
    ask(site, "kalsel", 3)
    ask(site, "kaltim", 2)
    write(site, "kaltim", 2)
    sweep(site)
    assert in_order(site, "huey") == ["kalsel", "kaltim", "kalsel", "kaltim", "kalsel", "kaltim", "kalsel"]
    assert in_order(site, "huey_prompt") == ["kaltim", "kaltim", "kaltim"]
    work(site, "huey")
    assert Counter(done) == {"kalsel": 3, "kaltim": 2}


def test_what_has_waited_longest_in_its_space_stands_in_front_a_minute_later(site, done):
    ask(site, "kalsel", 3)
    ask(site, "kaltim", 3)
    [a, b, second_a, second_b, third_a, third_b] = in_ids(site, "huey")
    with inside(site, "kalsel"):
        for one in (a, second_a):
            session().get(jobs.Job, one).state = JobState.DONE
        db.commit()
    sweep(site)
    assert in_ids(site, "huey") == [a, b, third_a, b, second_a, second_b, third_a, third_b]


def in_ids(site, queue):
    return [one.args[0] for one in site.root.extensions[queue].pending()]


def test_a_sweep_queues_so_many_of_a_space_at_most_the_oldest_first(site, done, monkeypatch):
    monkeypatch.setattr(queues, "MOST_ANEW", 2)
    ask(site, "kalsel", 4)
    ask(site, "kaltim", 1)
    oldest = in_ids(site, "huey")[:3]
    lose(site)
    sweep(site)
    assert in_order(site, "huey") == ["kalsel", "kaltim", "kalsel"]
    assert set(in_ids(site, "huey")) == {oldest[0], oldest[1], oldest[2]}


@pytest.mark.parametrize(
    ("waiting", "held", "most"), [(0, 0, 1), (5, 5, 1), (5, 9, 1), (5, 3, 2), (5, 0, 5), (10_000, 0, 200), (10_000, 9_000, 200)]
)
def test_as_much_as_a_queue_lacks_is_queued_again_within_bounds(waiting, held, most):
    assert queues.anew(waiting, held) == most


def test_the_place_kept_for_letters_is_given_again_when_its_worker_is_gone(site, monkeypatch):
    class Mortal(queues.Leaving):
        def loop(self, now=None):
            self.stop_flag.wait(0.01)
            if self in doomed:
                raise SystemExit

    monkeypatch.setattr(queues.Workers, "worker_class", Mortal)
    doomed = []
    workers = queues.Workers(site.root, 2)
    monkeypatch.setattr(workers, "_set_signal_handlers", lambda: None)
    workers.start()
    found = []
    for gone in ((0,), (1,), (0, 2), (0, 1, 2)):
        doomed[:] = [workers.worker_threads[place][0] for place in gone]
        for place in gone:
            workers.worker_threads[place][1].join(10)
        workers.check_worker_health()
        found.append([worker.huey.name for worker, _thread in workers.worker_threads])
    workers.stop(graceful=True)
    assert found == [["p4comp-prompt", "p4comp", "p4comp"]] * 4


def test_every_job_stands_behind_those_of_its_kind():
    asked = [("a", "mail.send"), ("b", "certificates.print"), ("c", "certificates.print"), ("d", "mail.send")]
    found = list(queues.in_turn(asked, Counter({True: 2, False: 0})))
    assert found == [("a", True, 2), ("b", False, 0), ("c", False, 1), ("d", True, 3)]
