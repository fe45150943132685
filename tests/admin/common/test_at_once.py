"""Eight editors who press Save at the same moment, through the site's own processes: everything is saved."""

import random
import re
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest

from tests.support.databases import site_database
from tests.support.servers import environment, run, serve, set_up_site

pytestmark = pytest.mark.own_database
EDITORS, STEPS = 8, 10
STORIES = """
from django.contrib.auth.models import User
from django.test import Client
from tests.support.factories import make_article
print(*[make_article(tags=["Roads"]).pk for _ in range(24)])
for number in range({editors}):
    client = Client()
    client.force_login(User.objects.create_superuser(f"editor{{number}}"))
    print(client.cookies["sessionid"].value)
"""
TOLD = """
from articles.models import TopStory
places = list(TopStory.objects.values_list("position", flat=True))
print(places == list(range(1, 1 + len(places))) and len(places) > 5)
"""
NOTHING = "nothing was saved"


class Deed(NamedTuple):
    """What was sent, the answer's status, and whether the page after it says that nothing was saved."""

    path: str
    status: int
    lost: bool


class Editor:
    """One of them: does things with the stories in an order of their own."""

    def __init__(self, server, session: str, stories: list[str], number: int):
        self.server, self.stories, self.random = server, stories, random.Random(number)  # noqa: S311 no secret
        self.cookie = f"sessionid={session}"
        form = server.get("/admin/articles/topstory/add/", Cookie=self.cookie)
        self.token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.text)[1]
        told = (value.partition(";")[0] for value in form.headers.get_all("Set-Cookie"))
        self.cookie = "; ".join([self.cookie, *told])

    def post(self, path: str, **fields) -> Deed:
        data = {"csrfmiddlewaretoken": self.token, **fields}
        answer = self.server.post(f"/admin/articles/{path}/", data, Cookie=self.cookie)
        text = answer.text
        if answer.status == 302:
            told = "; ".join(value.partition(";")[0] for value in answer.headers.get_all("Set-Cookie", []))
            text = self.server.get(answer.headers["Location"], Cookie=f"{self.cookie}; {told}").text
        return Deed(path, answer.status, NOTHING in text)

    def add_top_story(self):
        return self.post("topstory/add", article=self.random.choice(self.stories), position="1", blurb="")

    def fill_slot(self):
        return self.post("frontslot/add", article=self.random.choice(self.stories), place=self.random.randrange(4))

    def take(self, action: str, **answer):
        chosen = self.random.sample(self.stories, 6)
        return self.post("article", action=action, _selected_action=chosen, index=0, **answer)

    def withdraw(self):
        return self.take("withdraw", answer="Wrong person.")

    def restore(self):
        return self.take("restore")

    def add_tag(self):
        return self.post("tag/add", name=f"Rain {self.random.random()}")

    def work(self):
        deeds = [self.add_top_story, self.add_top_story, self.fill_slot, self.withdraw, self.restore, self.add_tag]
        return [self.random.choice(deeds)() for _ in range(STEPS)]


def test_nobody_reads_that_nothing_was_saved(tmp_path):
    with site_database(tmp_path) as address:
        given = environment(tmp_path, address)
        set_up_site(given)
        stories, *sessions = run(given, STORIES.format(editors=EDITORS)).splitlines()
        threads = ("--workers", "2", "--worker-class", "gthread", "--threads", "4")
        with serve(given, *threads) as server, ThreadPoolExecutor(EDITORS) as pool:
            editors = [Editor(server, session, stories.split(), n) for n, session in enumerate(sessions)]
            done = [deed for deeds in pool.map(Editor.work, editors) for deed in deeds]
        assert len(done) == EDITORS * STEPS
        assert [deed for deed in done if deed.status not in (200, 302) or deed.lost] == []
        assert run(given, TOLD).strip() == "True"
