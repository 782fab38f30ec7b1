# ruff: noqa: E501 - a text a line
"""Which language a text is in; all texts here are invented."""

import pytest

from quiz.errors import GenerateError
from quiz.generate.readable import check_text
from quiz.generate.tongues import code_of, find_language, named

TEXTS = {
    "English": "The bridge crosses the river near the village, and it was opened in May 1931 by the mayor of the town.",
    "Spanish": "El puente cruza el río cerca del pueblo y fue inaugurado por la alcaldesa en mayo de 1931 para los trenes.",
    "Dutch": "De brug over de rivier werd in mei 1931 door de burgemeester geopend en is nog steeds in gebruik bij het dorp.",
    "Polish": "Most nad rzeką został otwarty w maju przez panią burmistrz i jest używany do dziś, ale nie w zimie.",
    "Czech": "Most přes řeku byl otevřen v květnu a je stále v provozu, ale v zimě se na něm nejezdí, protože je starý.",
    "Danish": "Broen over floden blev åbnet i maj af borgmesteren, og den er stadig i brug, men ikke om vinteren.",
    "Finnish": "Silta on avattu toukokuussa ja se on edelleen käytössä, mutta ei talvella, jolloin joki on jäässä kun on kylmä.",
    "Hungarian": "A hidat a polgármester nyitotta meg májusban, és az még ma is áll, de télen nem járnak rajta a vonatok.",
    "Romanian": "Podul de peste râu a fost deschis în mai de primar și este încă folosit, dar nu și în timpul iernii.",
    "Vietnamese": "Cây cầu qua sông được khánh thành vào tháng năm và vẫn đang được sử dụng, nhưng không phải trong mùa đông.",
    "Turkish": "Nehrin üzerindeki köprü mayıs ayında belediye başkanı tarafından açıldı ve bu köprü daha çok trenler için.",
    "Russian": "Мост пересекает реку недалеко от деревни. Его открыла мэр города в мае 1931 года.",
    "Ukrainian": "Міст перетинає річку поблизу села. Його відкрила мерка міста в травні 1931 року.",
    "Bulgarian": "Мостът пресича реката близо до селото. Кметът на града го откри през май 1931 година.",
    "Serbian": "Мост прелази реку близу села. Њега је отворила градоначелница у мају 1931. године, а људи га воле.",
    "Greek": "Η γέφυρα διασχίζει τον ποταμό κοντά στο χωριό και εγκαινιάστηκε τον Μάιο του 1931.",
    "Arabic": "يعبر الجسر النهر بالقرب من القرية وافتتحته رئيسة البلدية في مايو 1931.",
    "Persian": "این پل از روی رودخانه می گذرد و شهردار آن را در سال گذشته گشود و پس از آن چند قطار از آن گذشت.",
    "Hebrew": "הגשר חוצה את הנהר ליד הכפר ונפתח במאי 1931 על ידי ראשת העיר.",
    "Hindi": "यह पुल गाँव के पास नदी को पार करता है और मई 1931 में खोला गया था।",
    "Chinese": "这座桥在村庄附近横跨河流，由市长于一九三一年五月揭幕。",
    "Japanese": "その橋は村の近くで川を渡り、市長によって五月に開通した。",
    "Korean": "이 다리는 마을 근처에서 강을 건너며 시장이 오월에 개통했다.",
    "Thai": "สะพานข้ามแม่น้ำใกล้หมู่บ้านและเปิดโดยนายกเทศมนตรีในเดือนพฤษภาคม",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_told(language: str) -> None:
    assert find_language(TEXTS[language]) == language
    if language != "English":
        with pytest.raises(GenerateError, match=rf"The text in a\.txt seems to be {language}\."):
            check_text(TEXTS[language], "a.txt")


def test_foreign_names_in_english_change_nothing() -> None:
    text = f"{TEXTS['English']} It is called Мост in Russia, and Γέφυρα in Greece."
    assert check_text(text, "a.txt") == "en"


def test_what_cannot_be_told() -> None:
    assert find_language("1931 240") is None
    assert find_language("Xq vvre tpo lkd mnu wzt qqr bbv xxa oop") is None
    with pytest.raises(GenerateError, match="does not seem to be English prose") as caught:
        check_text("Xq vvre tpo lkd mnu wzt qqr bbv xxa oop", "a.txt")
    assert "--language en" in caught.value.hint


def test_what_somebody_says_goes_before_what_is_found() -> None:
    assert check_text(TEXTS["Dutch"], "a.txt", "en") == "en"
    with pytest.raises(GenerateError, match=r"The text in a\.txt is said to be Dutch\."):
        check_text(TEXTS["English"], "a.txt", "nl")


def test_languages_are_named_by_name_or_code() -> None:
    assert [named(said) for said in ("en", "en-GB", "English", " german ", "pt_BR", "klingon", "")] == [
        *("English", "English", "English", "German", "Portuguese"),
        *(None, None),
    ]
    assert code_of("Ukrainian") == "uk"
