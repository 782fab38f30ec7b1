"""The rules about people, posts and descriptions, on trees written by hand."""

from datetime import date

import pytest
from generate_parts import cards, context, made, reasons, titled

from quiz.generate.facts import Kind


@pytest.mark.parametrize(
    ("tree", "rule", "prompt", "answer"),
    [
        ("posts", "office-holder", "Who was the editor of Lakeside Herald as of March 2011?", "Eva Salo"),
        ("posts", "office-holder", "Who was the captain of Norway as of March 2011?", "Jon Berg"),
        ("posts", "office-holder", "Who was the commander of Harbour Fleet as of March 2011?", "Ola Strand"),
        (
            "posts",
            "office-holder",
            "Who was the chairman of the River Trade Council's board as of March 2011?",
            "Nils Holm",
        ),
        (
            "posts",
            "role",
            "At which university was Marta Keller an assistant professor in March 2011?",
            "Arvin University",
        ),
        ("descriptions", "role", "What was Marta Keller's profession?", "painter, poet and sculptor"),
        ("descriptions", "role", "What was the profession of Marta Keller's father?", "farmer"),
        ("descriptions", "relation", "Who was Marta Keller's father?", "Jon Keller"),
        ("descriptions", "relation", "Who was the court painter of King Olaf II?", "Reza Holm"),
        ("descriptions", "definition", "What is the name of the annual gathering of the Arvin Islands?", "Ternfest"),
        ("descriptions", "definition", "What is the seat of the Lakeside Union?", "Arvin City"),
        ("descriptions", "definition", "What is Sweden's capital?", "Stockholm"),
        ("life", "life", "At which university did Marta Keller study chemistry?", "Arvin University"),
        ("life", "life", "What did Marta Keller study at Arvin University?", "chemistry"),
        ("life", "life", "Whom did Marta Keller marry in 1931?", "Ola Strand"),
        ("life", "life", "For which company did Marta Keller work?", "Lakeside Company"),
        ("life", "life", "Of what did Marta Keller die?", "typhus"),
        ("lives", "life", "Which prize was Ada Lorne awarded in 1950?", "Harbour Prize"),
        ("lives", "life", "In which country was Ada Lorne arrested in 1952?", "Norway"),
        ("lives", "life", "Whom did Ada Lorne marry in 1946?", "Max Lorne"),
        ("lives", "life", "To which academy was Ada Lorne elected in 1960?", "Royal Academy of Canals"),
        ("professions", "role", "What was Marta Keller's profession?", "textile artist, weaver and glaciologist"),
        ("towns", "situated", "In which country is the town of Arvin?", "Norway"),
        ("nobody", "life", "In which city did Jon Berg die?", "Vienna"),
        ("lives", "life", "Which prize did Ada Lorne receive in 1963?", "Canal Prize"),
        ("lives", "life", "Which medal did Ada Lorne receive in 1965?", "Max Keller Medal"),
        ("lives", "number", "How many ships did Ada Lorne repair in 1961?", "30"),
        ("life", "life", "In which city did Marta Keller die?", "Vienna"),
        ("life", "parents", "Who were Marta Keller's parents?", "Jon Keller, Ada Lorne"),
        ("life", "affiliation", "To which party did Nils Holm belong?", "Harbour Party"),
        ("life", "affiliation", "To which party did Eva Salo belong?", "Ferry Party"),
        ("life", "office-holder", "Who was the mayor of Oslo as of May 1990?", "Reza Nord"),
        ("naming", "naming", "What is the name of Arvin's old mill?", "Gull House"),
        ("naming", "naming", "What is the name of the lake near Oslo?", "Arvin Pool"),
        ("naming", "naming", "What does tern mean in English?", "sea bird"),
        ("naming", "naming", "What was the Gull Bridge called before the war?", "Tern Bridge"),
        ("naming", "naming", "What was Oslo renamed in 1931?", "Lakeside"),
        ("naming", "naming", "What nickname did Oslo earn?", "Ferry City"),
        ("renown", "renown", "For what was Arvin long noted?", "silver spoons and blue glass"),
        ("renown", "renown", "As what has Arvin been designated?", "Nordic Heritage Port"),
        ("renown", "renown", "As what was Greenholm listed in 1931?", "monument"),
        ("renown", "renown", "What was Greenholm until the war?", "naval base"),
        ("renown", "renown", "What kind of climate does Arvin have?", "mild"),
        ("posts_undated", "role", "Of which country was Ada Lorne the Minister of Trade?", "Finland"),
        ("posts_undated", "role", "Of which country was Jon Berg the Energy Minister?", "Norway"),
        ("posts_undated", "relation", "What was the name of Eva Salo's son?", "Nils Salo"),
        ("lifespan_forms", "lifespan", "In which year was Ada Lorne born?", "1815"),
        ("lifespan_forms", "lifespan", "In which year did Ada Lorne die?", "1870"),
        ("lifespan_forms", "lifespan", "In which year was Eva Salo born?", "1921"),
        ("lifespan_forms", "lifespan", "On what date was Jon Berg born?", "3 May 1930"),
        ("beside", "agent", "Who succeeded Ada Lorne as secretary-general in 1991?", "Eva Salo"),
        ("beside", "life", "Whom did Ada Lorne marry in 1994?", "Max Keller"),
        ("beside", "number", "How many sons did Jon Berg have with Marta Keller?", "four"),
        ("defined", "subject", "Which trilogy was published in Oslo in 1931?", "Marta Lorne"),
        ("topics", "superlative", "What is the most famous entrance to Arvin Cathedral?", "Gull Door"),
        (
            "topics",
            "date",
            "In Arvin Cathedral, in which year was the last surviving tower designed by Jon Berg?",
            "1931",
        ),
        (
            "tenure",
            "tenure",
            "Which post did Marta Keller hold from 1992 to 1996?",
            "fourth president of the River Guild",
        ),
        ("tenure", "tenure", "Who was the fourth president of the River Guild from 1992 to 1996?", "Marta Keller"),
        ("tenure", "role", "What was the profession of Marta Keller's father?", "geologist"),
        ("tenure", "life", "What did Marta Keller study at the University of Arvin at Lakeside?", "chemistry"),
        ("tenure", "date", "Between which years did Marta Keller captain the Gull Club?", "2001 and 2003"),
        ("tenure", "date", "In which year was Marta Keller replaced by Eva Salo?", "2003"),
        ("tenure", "equative", "Who was the leader of the Canal Movement?", "Ola Strand"),
        ("situated", "situated", "In which city is Greenholm?", "Oslo"),
        ("situated", "situated", "On the east bank of which river is Greenholm?", "Arvin River"),
        ("situated", "situated", "On the border of which two countries is Lake Tern?", "Norway, Sweden"),
        ("situated", "situated", "On which sea is the town of Arvin?", "Gull Sea"),
        ("situated", "situated", "In which province is Lakeside?", "Ternland"),
        ("situated", "situated", "On the south coast of which province is the city of Eider?", "Ternland"),
        ("inverted", "naming", "What does Sund mean?", "The Narrow Water"),
        ("inverted", "eponym", "After whom is the Keller Bridge named?", "Jon Lorne"),
        ("inverted", "eponym", "After what is Lake Tern named?", "mineral ternite"),
        ("inverted", "superlative", "What is the largest wooden altar in Northern Europe?", "Eider Altar"),
        ("inverted", "date", "In which year did Gullholm achieve city status?", "1928"),
        ("inverted", "inverted", "What is atop the gold dome of Arvin Abbey?", "a copper statue of a swan"),
        (
            "inverted",
            "inverted",
            "Which basilica is next to the Main Building?",
            "Basilica of the Sacred Heart",
        ),
        ("inverted", "inverted", "What stands behind the Basilica of the Sacred Heart?", "Gull Column"),
        ("leads", "lifespan", "On what date was Ada Lorne born?", "1 March 1810"),
        ("leads", "relation", "What was the name of Jon Lorne's wife?", "Marta"),
        ("leads", "life", "What did Ada Lorne study?", "music"),
        ("leads", "located-in", "To which country had Ada Lorne's father moved in 1787?", "Sweden"),
        ("leads", "date", "In which year was the name tern coined by Ada Lorne?", "1801"),
        ("leads", "date", "In which year did Ola Strand become the first President of Norway?", "1904"),
        ("leads", "definition", "What is the capital and largest city of Ternland?", "Lakeside"),
        ("leads", "life", "In which city was Eva Salo born?", "Arvin, Ohio"),
        ("firm_topic", "tenure", "Who was the president of Gull Ferries from 1990 to 1997?", "Nils Holm"),
        ("firm_topic", "share", "What percentage of Gull Ferries did the Tern Company own in 2001?", "39 per cent"),
        ("birth_name", "also-known-as", "Under what name was Ada Lorne born?", "Ada Keller"),
        ("birth_name", "lifespan", "In which year was Ada Lorne born?", "1810"),
        ("birth_name", "lifespan", "On what date did Ada Lorne die?", "17 October 1849"),
        ("state_title", "situated", "In which state is the city of Arvin?", "Ohio"),
        ("pioneer", "pioneer", "Who was the first woman to win the Canal Medal?", "Ada Lorne"),
        ("pioneer", "pioneer", "Who was the only person to receive the Harbour Prize in two fields?", "Ada Lorne"),
        ("pioneer", "pioneer", "Who was the first woman to serve as director of the Arvin Institute?", "Ada Lorne"),
        ("pioneer", "life", "Which prize did Ada Lorne win in 1911?", "Tern Prize"),
        ("pioneer", "naming", "By what name was Arvin known before the arrival of the Danes?", "Gullholm"),
        ("naturalised", "role", "What was Ada Lorne's profession?", "physicist and chemist"),
        ("lake", "subject", "What is the deepest lake in the north of Norway?", "Lake Arvin"),
        ("lake", "subject", "In Lake Arvin, which basin has a mean depth of 135 metres?", "Gull Deep"),
    ],
)
def test_asks(tree: str, rule: str, prompt: str, answer: str) -> None:
    as_of = date(1990, 5, 1) if "May 1990" in prompt else None
    assert cards(tree, rule, as_of=as_of).get(prompt) == answer


def test_what_is_only_probable_in_a_life_is_not_asked() -> None:
    assert not any("buried" in prompt for prompt in cards("life", "life"))


def test_letters_are_asked_for_under_a_headline_but_not_those_of_a_name() -> None:
    letters = {
        one.shown: one.answer for one in titled("acronym_forms", "Lowest tolls for years") if one.rule == "acronym"
    }
    assert letters == {
        "Lowest tolls for years: What does RTC stand for?": "River Trade Council",
        "Lowest tolls for years: What does NBB stand for?": "Norwegian Barge Board",
    }


def test_letters_that_nothing_places_are_not_asked_for() -> None:
    assert cards("acronym_forms", "acronym") == {}


def test_a_cousin_is_one_of_many() -> None:
    assert "Ola Holm" not in cards("posts_undated", "relation").values()


def test_nobody_is_famous_for_this() -> None:
    assert not any("famous" in prompt for prompt in cards("renown", "renown"))


def test_a_man_of_some_name_is_anybody() -> None:
    assert "Jon Berg" not in cards("naming", "naming").values()


def test_what_anybody_becomes_is_not_asked() -> None:
    assert "old woman" not in cards("life", "life").values()


def test_an_office_in_another_year_is_asked_of_that_year() -> None:
    asked = cards("posts", "office-holder")
    assert asked["Who was the Prime Minister of Finland in 1998?"] == "Ada Lorne"


def test_a_friend_is_one_of_several() -> None:
    assert "Ola Strand" not in {one.answer for one in made("descriptions")[0]}


def test_what_somebody_also_was_is_not_the_profession() -> None:
    assert "singer" not in cards("descriptions", "role").values()


def test_a_country_that_is_not_named_has_no_best_lake() -> None:
    assert reasons("descriptions", "superlative") == {
        "What is the country's most beautiful lake?": "a stranger cannot know which is meant (the country)"
    }


def test_a_cloze_hides_a_name_that_the_rest_points_at() -> None:
    assert set(cards("cloze", "cloze")) == {
        "Marta Keller was a friend of {{c1::Ada Lorne::person}}.",
    }


def test_a_faith_is_nobodys_name() -> None:
    assert all(one.answer != "Catholic" for one in made("descriptions")[0])


def test_a_term_of_office_is_no_lifespan() -> None:
    assert cards("lifespan_term", "lifespan") == {}


def test_does_not_ask_who_where_only_a_sort_of_people_is_told() -> None:
    told = [drop.reason for drop in made("nobody")[1] if drop.rule in {"subject", "agent"}]
    assert "the answer is one of many (a Norwegian painter)" in told
    assert not cards("nobody", "agent")
    assert not any("painter" in answer for answer in cards("nobody", "subject").values())


def test_does_not_ask_who_followed_somebody_as_what_nobody_knows() -> None:
    assert not cards("tenure", "agent")


def test_keeps_the_field_of_a_prize_and_the_saint_of_a_church() -> None:
    names = {name.full for name in context("prizes").names}
    assert {"Lorne Prize in Literature", "Gull Award for Best Harbour Film", "St. George's Church"} <= names


def test_leaves_a_year_to_the_participle_before_it() -> None:
    assert not any("in 1884" in prompt or answer == "1884" for prompt, answer in cards("nearer", "date").items())
    assert not cards("nearer", "object")


def test_takes_who_is_called_a_nobleman_for_a_person_and_no_class_word_for_a_name() -> None:
    kinds = {name.full: name.kind for name in context("nearer").names}
    assert kinds["Warsz"] is Kind.PERSON
    assert not any("National Park" in prompt for prompt in cards("nearer", "number"))
    assert not cards("nearer", "list")


def test_asks_who_was_the_first_only_where_somebody_was() -> None:
    assert not any("visit" in prompt for prompt in cards("pioneer", "pioneer"))


def test_does_not_take_the_part_of_an_actress_for_her_directors() -> None:
    assert not cards("naturalised", "capacity")
    assert not any("which character" in prompt for prompt in cards("naturalised", "life"))


def test_a_debut_is_in_a_work_and_a_title_is_whole() -> None:
    assert cards("debuts", "life")["In which play did Ada Lorne make her stage debut in 1935?"] == "Night Ferry"
    assert all(one.answer != "Songs" for one in made("debuts")[0])
