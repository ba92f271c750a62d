"""What is built once from the sources: compiled catalogues, and static files under names that tell their content."""

import fcntl
import os
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.utils.translation.reloader import translation_file_changed

from baobei.web import catalogue

_HERE = Path(__file__).parent


def assemble() -> None:
    """Builds what is missing or older than its sources; quick where nothing is. Safe from several processes at once."""
    place = os.open(_HERE, os.O_RDONLY)
    try:
        fcntl.flock(place, fcntl.LOCK_EX)
        _catalogues()
        _static_files()
    finally:
        os.close(place)


def _catalogues() -> None:
    stamp, digest = _HERE / "catalogues.digest", sha256(catalogue.WRITTEN.read_bytes()).hexdigest()
    if not _is(stamp, digest) or not catalogue.WRITTEN.with_suffix(".mo").exists():
        catalogue.compile_all()
        stamp.write_text(digest)
        # This process may have read what stood there before.
        translation_file_changed(None, catalogue.WRITTEN.with_suffix(".mo"))


def _static_files() -> None:
    digest = sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(path.encode())
            with storage.open(path) as file:
                digest.update(file.read())
    stamp = _HERE / "assembled.digest"
    if not _is(stamp, digest.hexdigest()) or not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(digest.hexdigest())


def _is(stamp: Path, digest: str) -> bool:
    return stamp.exists() and stamp.read_text() == digest


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baobei.settings")
    import django

    django.setup()
    assemble()
