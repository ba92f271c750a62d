"""One winner: simultaneous registrations of one customer, whichever way they are one."""

from baobei.lab import races


def test_one_winner_in_every_round(committed: str) -> None:
    report = races.run(rounds=6, registrations=40, clients=16)
    assert report.held, "\n".join(report.faults)
    assert report.rounds == 6
    assert report.results["protected"] > 200
