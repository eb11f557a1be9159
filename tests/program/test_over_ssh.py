"""The program over SSH without a shell: a real sshd on loopback, a forced command (SE-08)."""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from support.demo_office import PROGRAM, TODAY, Office, demo_office
from support.terminal import Terminal

RESTRICTED = "no-port-forwarding,no-agent-forwarding,no-X11-forwarding,no-user-rc"
MISSING = "{} was not found: SSH was NOT tested. Install openssh-server and openssh-client."


def needed(name: str) -> str:
    """The path of a program of OpenSSH, wherever the system keeps it; skips where there is none."""
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin:/sbin")
    if path is None:
        pytest.skip(MISSING.format(name))
    return path


@dataclass(frozen=True)
class Host:
    """An sshd of our own: where it listens, and the key it lets in."""

    port: int
    folder: Path
    log: Path

    def client(self, *words: str, options: tuple[str, ...] = ("-tt",)) -> list[str]:
        """The words of an ssh client that knows nothing but this host and this key."""
        settings = {
            "Port": self.port, "IdentityFile": self.folder / "user", "IdentitiesOnly": "yes",
            "IdentityAgent": "none", "StrictHostKeyChecking": "yes", "LogLevel": "ERROR",
            "UserKnownHostsFile": self.folder / "known_hosts", "BatchMode": "yes",
        }  # fmt: skip
        given = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
        user = pwd.getpwuid(os.geteuid()).pw_name
        return [needed("ssh"), "-F", "none", *given, *options, f"{user}@127.0.0.1", *words]

    def open(self, *words: str, columns: int = 80, rows: int = 24) -> Terminal:
        """A user's terminal with the ssh client in it."""
        return Terminal(self.client(*words), columns, rows)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return demo_office(tmp_path_factory.mktemp("ssh-office"), taxpayers=300)


@pytest.fixture(scope="module")
def hits(office: Office) -> list[dict[str, Any]]:
    """The result list of `s`."""
    return office.found("s")


@pytest.fixture(scope="module")
def host(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """sshd in the foreground, on a free loopback port, with keys made for this run."""
    folder = tmp_path_factory.mktemp("sshd")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    for key in ("host", "user"):
        words = [needed("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key)]
        subprocess.run(words, check=True)
    host = Host(_free_port(), folder, folder / "log")
    _write_keys(folder, host.port, office)
    words = [
        needed("sshd"),
        "-D",
        "-f",
        str(_configuration(folder, host.port)),
        "-E",
        str(host.log),
    ]
    server = subprocess.Popen(words)
    try:
        _wait_until_it_listens(host, server)
        yield host
    finally:
        server.terminate()
        server.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _write_keys(folder: Path, port: int, office: Office) -> None:
    """The one key that may come in, and what it runs; the host's key, for the client to know."""
    public = (folder / "user.pub").read_text().strip()
    settings = " ".join(f"{k}={shlex.quote(v)}" for k, v in office.environment.items())
    command = f"env {settings} {shlex.join(PROGRAM)} --store {office.store} --today {TODAY}"
    quoted = command.replace('"', '\\"')
    (folder / "authorized_keys").write_text(f'command="{quoted}",{RESTRICTED} {public}\n')
    host_key = (folder / "host.pub").read_text().strip()
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {host_key}\n")


def _configuration(folder: Path, port: int) -> Path:
    path = folder / "sshd_config"
    lines = [
        f"Port {port}", "ListenAddress 127.0.0.1", f"HostKey {folder / 'host'}",
        f"AuthorizedKeysFile {folder / 'authorized_keys'}", "PidFile none", "UsePAM no",
        "StrictModes no", "PasswordAuthentication no", "KbdInteractiveAuthentication no",
        "PermitRootLogin yes", "PermitUserEnvironment no", "AllowTcpForwarding yes",
        "PrintMotd no", "PrintLastLog no",
    ]  # fmt: skip
    path.write_text("\n".join(lines) + "\n")
    return path


def _wait_until_it_listens(host: Host, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", host.port)) == 0:
                return
        time.sleep(0.05)
    told = host.log.read_text() if host.log.exists() else ""
    pytest.skip(f"sshd does not run here: SSH was NOT tested. {told.strip()}")


def at_list(terminal: Terminal, hits: list[dict[str, Any]]) -> Terminal:
    """Type `s` and wait for its list."""
    terminal.wait_for("Control Central (demo)")
    terminal.type_in("s")
    terminal.press("enter")
    terminal.wait_for(f"─ 1 of {len(hits)} ──")
    return terminal


def wait_for_entry(terminal: Terminal, hits: list[dict[str, Any]], number: int) -> None:
    terminal.wait_for(f" {number} of {len(hits)} · s ▸ F7 F8")
    terminal.wait_for(f"{hits[number - 1]['account']}-")
    terminal.wait_for("▶1 ")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (160, 45)])
def test_se_08_cc_10_the_whole_way_from_a_name_to_stepping_and_back_works_over_ssh(
    host: Host, hits: list[dict[str, Any]], columns: int, rows: int
) -> None:
    with at_list(host.open(columns=columns, rows=rows), hits) as terminal:
        terminal.press("tab", "tab", "enter")
        wait_for_entry(terminal, hits, 3)
        for number in range(4, 14):
            terminal.press("f8")
            wait_for_entry(terminal, hits, number)
        for number in range(12, 2, -1):
            terminal.press("f7")
            wait_for_entry(terminal, hits, number)
        terminal.press("f12")
        terminal.wait_for(f"─ 3 of {len(hits)} ──")
        terminal.press("f3")
        assert terminal.finish() == 0
        assert 25 in terminal.modes
        assert not terminal.modes & {1049, 1000, 1002, 1003, 1004, 1006, 2004}
        assert terminal.tty == terminal.tty_at_start


def test_se_08_a_window_resized_at_the_users_end_is_resized_at_ours(
    host: Host, hits: list[dict[str, Any]]
) -> None:
    with at_list(host.open(), hits) as terminal:
        terminal.press("enter")
        wait_for_entry(terminal, hits, 1)
        terminal.resize(160, 45)
        terminal.press("f8")
        wait_for_entry(terminal, hits, 2)
        terminal.settle()
        assert len(terminal.lines[0]) == 160


def test_se_08_another_command_is_not_run_the_program_opens_instead(host: Host) -> None:
    with host.open("cat /etc/passwd; sh -i") as terminal:
        terminal.wait_for("Control Central (demo)")
        assert "root:" not in terminal.text.replace("root  System", "")
        terminal.press("ctrl+q")
        assert terminal.finish() == 0


def test_se_08_without_a_terminal_there_is_a_plain_word_and_no_shell(host: Host) -> None:
    done = subprocess.run(
        host.client("sh", options=("-T",)), input="echo $((6*7)); id\n", text=True,
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Control Central needs a terminal" in done.stderr


def test_se_08_ports_are_not_forwarded(host: Host, office: Office) -> None:
    local = _free_port()
    forward = ("-tt", "-L", f"{local}:127.0.0.1:{host.port}")
    with Terminal(host.client(options=forward)) as terminal:
        terminal.wait_for("Control Central (demo)")
        with socket.create_connection(("127.0.0.1", local), timeout=10) as line:
            assert line.recv(64) == b""


def test_se_08_a_dropped_line_ends_the_program_at_our_end(
    host: Host, office: Office, hits: list[dict[str, Any]]
) -> None:
    with at_list(host.open(), hits) as terminal:
        assert _running(office)
        terminal.process.kill()
        until = time.monotonic() + 15
        while _running(office) and time.monotonic() < until:
            time.sleep(0.1)
        assert not _running(office)


def _running(office: Office) -> list[int]:
    """The processes that have the store of this test on their command line."""
    listed = subprocess.run(["ps", "-ewwo", "pid,args"], capture_output=True, text=True, check=True)
    lines = [line for line in listed.stdout.splitlines() if f"--store {office.store}" in line]
    return [int(line.split()[0]) for line in lines]


def test_se_04_where_the_user_came_from_is_recorded(host: Host, office: Office) -> None:
    with host.open() as terminal:
        terminal.wait_for("Control Central (demo)")
        terminal.press("f3")
        assert terminal.finish() == 0
    trail = b"".join(path.read_bytes() for path in office.home.glob("store.db.audit*"))
    assert b"127.0.0.1" in trail
