"""A real PostgreSQL for the tests, started from installed server binaries, loopback only."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

MISSING = (
    "PostgreSQL server binaries (initdb, pg_ctl) were not found: the PostgreSQL half of the store "
    "suite was NOT run. Install them (Debian/Ubuntu: apt-get install postgresql) and run again."
)


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, wherever the system keeps it."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    folders += [Path("/usr/local/pgsql/bin"), Path("/opt/homebrew/opt/postgresql/bin")]
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    return None


class Server:
    """One throw-away cluster on a Unix socket and a free loopback port."""

    def __init__(self, folder: Path) -> None:
        self._bin = folder
        self._home = Path(tempfile.mkdtemp(prefix="entity-pg-"))
        self._account = _unprivileged() if os.geteuid() == 0 else None
        if self._account:
            os.chown(self._home, self._account.pw_uid, self._account.pw_gid)
        self.port = _free_port()
        self._made = 0
        data = self._home / "data"
        self._run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8",
                  "--no-locale", "-N")  # fmt: skip
        options = (
            f"-p {self.port} -k {self._home} -c listen_addresses=127.0.0.1 -c fsync=off "
            "-c synchronous_commit=off -c full_page_writes=off -c shared_buffers=128MB "
            "-c max_connections=200"
        )
        self._run("pg_ctl", "-D", str(data), "-w", "-l", str(self._home / "log"), "-o", options,
                  "start")  # fmt: skip

    def _run(self, program: str, *words: str) -> None:
        def lower() -> None:
            if self._account:
                os.setgroups([])
                os.setgid(self._account.pw_gid)
                os.setuid(self._account.pw_uid)

        done = subprocess.run(
            [str(self._bin / program), *words], preexec_fn=lower, cwd=self._home,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=120,
            stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"},
        ) if program == "initdb" else subprocess.run(
            [str(self._bin / program), *words], preexec_fn=lower, cwd=self._home,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, check=False,
            timeout=120, stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stdout}")

    def admin_url(self) -> str:
        """The maintenance database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def new_database(self, template: str = "template1") -> str:
        """The URL of a fresh database."""
        import psycopg

        self._made += 1
        name = f"t{os.getpid()}_{self._made}"
        with psycopg.connect(self.admin_url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected."""
        import psycopg

        with psycopg.connect(self.admin_url(), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {url.rsplit('/', 1)[1]} WITH (FORCE)")

    def stop(self) -> None:
        """Stop the server and remove its files."""
        self._run("pg_ctl", "-D", str(self._home / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._home, ignore_errors=True)


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("no unprivileged user to run PostgreSQL as")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
