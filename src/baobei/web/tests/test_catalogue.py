"""The catalogues are complete, and the traditional one follows from the simplified."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext

from baobei.telling.language import traditional
from baobei.web import catalogue


def test_nothing_is_untranslated_fuzzy_or_left_over() -> None:
    assert catalogue.faults() == []


def test_a_missing_translation_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    found, before = catalogue.found(), catalogue.faults()
    found.add("A sentence that nobody translated {n} times")
    monkeypatch.setattr(catalogue, "found", lambda: found)
    assert set(catalogue.faults()) - set(before) == {"untranslated: 'A sentence that nobody translated {n} times'"}


def test_other_placeholders_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    written, before = catalogue.written(), catalogue.faults()
    written.get("{n} days").string = "{m} 天"
    monkeypatch.setattr(catalogue, "written", lambda: written)
    assert set(catalogue.faults()) - set(before) == {"other placeholders: '{n} days' → '{m} 天'"}


def test_strings_of_templates_and_of_pure_code_are_collected() -> None:
    found = catalogue.found()
    assert "Forgot the password" in found and "tonight 24:00" in found


@pytest.mark.parametrize(
    ("simplified", "wanted"),
    [
        ("报备", "報備"), ("查询", "查詢"), ("保护期", "保護期"), ("撞单", "撞單"), ("复核", "複核"), ("判定", "判定"),
        ("协商", "協商"), ("情况说明", "情況說明"), ("报备本", "報備本"), ("签收", "簽收"), ("跟进", "跟進"),
        ("签单", "簽單"), ("提成", "提成"), ("罚款", "罰款"), ("通报批评", "通報批評"), ("直系亲属", "直系親屬"),
        ("制度", "制度"), ("卫生检查", "衛生檢查"), ("项目报备", "專案報備"),
    ],
)  # fmt: skip
def test_words_of_the_trade_in_traditional_characters(simplified: str, wanted: str) -> None:
    assert traditional(simplified) == wanted


def test_traditional_catalogue_is_the_simplified_one_converted() -> None:
    with translation.override("zh-hant"):
        assert gettext("My customers") == "我的客戶"
        assert gettext("Sign out") == "退出登入"
    with translation.override("zh-hans"):
        assert gettext("My customers") == "我的客户"


def test_chinese_says_it_calmly() -> None:
    for message in catalogue.written():
        for said in catalogue._strings_of(message) if message.id else ():
            assert not re.search("[！!]|请注意|系统提示", said), said
