"""The catalogues: English source strings, zh-Hans written by hand, zh-Hant made from it; all by Babel.

``python -m baobei.web.catalogue collect`` brings the hand-written catalogue up to date with the sources, ``check`` says
what is untranslated or does not fit, ``compile`` writes what Django reads.
"""

import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCES = Path(__file__).parent.parent
LOCALES = Path(__file__).parent / "locale"
WRITTEN = LOCALES / "zh_Hans" / "LC_MESSAGES" / "django.po"
_KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "say": None,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_NOT_SOURCES = {"tests", "migrations", "assembled", "locale"}
_PLACEHOLDER = re.compile(r"{\w+(?::[^}]*)?}|%\(\w+\)[sd]|%%|</?\w+>")


def found() -> Catalog:
    """Every string that the sources say to a user."""
    catalog = Catalog(locale="zh_Hans", fuzzy=False)
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix in (".py", ".html") and not _NOT_SOURCES & set(path.relative_to(SOURCES).parts):
            for _line, message, _comments, context in _strings(path):
                catalog.add(message, context=context)
    return catalog


def _strings(path: Path) -> Iterator[tuple[int, Any, Any, Any]]:
    method: Any = extract_python if path.suffix == ".py" else _extract_template
    with path.open("rb") as source:
        yield from extract(method, source, keywords=_KEYWORDS)


def _extract_template(fileobj: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    from django.utils.translation.template import templatize

    code = templatize(fileobj.read().decode(), origin=getattr(fileobj, "name", None))
    yield from extract_python(io.BytesIO(code.encode()), keywords, comment_tags, options)


def written() -> Catalog:
    """The hand-written catalogue."""
    with WRITTEN.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def update() -> None:
    """Adds new strings to the hand-written catalogue, untranslated, and drops those that nothing says any more."""
    catalog = written() if WRITTEN.exists() else Catalog(locale="zh_Hans")
    catalog.update(found(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    _write(catalog)


def _write(catalog: Catalog) -> None:
    plain = Catalog(locale="zh_Hans", fuzzy=False, header_comment="# The Chinese of the pages, written by hand.")
    for message in sorted((one for one in catalog if one.id), key=_key):
        plain.add(message.id, message.string, context=message.context, flags=message.flags - {"python-brace-format"})
    out = io.BytesIO()
    write_po(out, plain, width=0, no_location=True, omit_header=False)
    text = re.sub(
        r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Report-Msgid[^:]*).*\n',
        "",
        out.getvalue().decode(),
        flags=re.M,
    )
    WRITTEN.write_text(text)


def _key(message: Message) -> tuple[str, str]:
    return (message.id if isinstance(message.id, str) else message.id[0]).casefold(), message.context or ""


def faults() -> list[str]:
    """What is missing, left over, fuzzy, untranslated, or has other placeholders than its source; a line each."""
    catalog, wanted = written(), found()
    lines = [f"left over: {message.id!r}" for message in catalog if message.id and (message.id not in wanted)]
    for message in wanted:
        if not message.id:
            continue
        mine = catalog.get(message.id, message.context)
        if mine is None or not all(_strings_of(mine)):
            lines.append(f"untranslated: {message.id!r}")
        elif mine.fuzzy:
            lines.append(f"fuzzy: {message.id!r}")
        elif not _fits(mine):
            lines.append(f"other placeholders: {message.id!r} → {mine.string!r}")
    return lines


def _strings_of(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _fits(message: Message) -> bool:
    # Of a plural's two sources the second one names the number, as the one Chinese form does.
    source = message.id if isinstance(message.id, str) else message.id[-1]
    marks = Counter(_PLACEHOLDER.findall(source))
    return all(set(_PLACEHOLDER.findall(string)) == set(marks) for string in _strings_of(message))


def compile_all() -> None:
    """Writes the catalogues as Django reads them, the traditional one converted string by string."""
    from baobei.telling.language import traditional

    simplified, converted = written(), Catalog(locale="zh_Hant", fuzzy=False)
    for message in simplified:
        if message.id:
            strings = tuple(traditional(string) for string in _strings_of(message))
            converted.add(
                message.id, strings[0] if isinstance(message.string, str) else strings, context=message.context
            )
    for name, catalog in (("zh_Hans", simplified), ("zh_Hant", converted)):
        path = LOCALES / name / "LC_MESSAGES" / "django.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        with fresh.open("wb") as file:
            write_mo(file, catalog)
        fresh.replace(path)


def main(what: str) -> int:
    if what == "collect":
        update()
    if what == "compile":
        compile_all()
    lines = faults() if what in ("collect", "check") else []
    for line in lines:
        print(line)
    return 1 if lines and what == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
