"""The root of all keys, and what is derived from it."""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from baobei.environment import Environment, EnvironmentFault


def derive(env: Environment, purpose: str) -> str:
    """The key for one purpose, as hex (HKDF-SHA256, RFC 5869); a store in memory gets a root of its own.

    Raises EnvironmentFault where the secret file can't be read or made.
    """
    root = secrets.token_bytes(32) if env.database_url.endswith(":memory:") else _root(env.secret_file)
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(root).hex()


def _root(path: Path) -> bytes:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f"{path.name}.{os.getpid()}")
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_hex(32))
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError) as fault:
        raise EnvironmentFault(
            f"BAOBEI_SECRET_FILE: {path} can't be read or made ({fault}). Give a file that this user may write."
        ) from None
