"""What `write` writes, `read` reads: the same SOP, in one form, with plain keys."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from sopan.formats import yaml
from sopan.sop.model import SOP
from tests.generator import random_sop
from tests.strategies import sops


def reread(sop: SOP) -> SOP:
    return yaml.read(yaml.write(sop).encode()).sop


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sops())
def test_any_sop_is_read_as_it_was_written(sop: SOP) -> None:
    assert reread(sop) == sop


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(sops())
def test_writing_again_what_was_read_changes_nothing(sop: SOP) -> None:
    assert yaml.write(reread(sop)) == yaml.write(sop)


@pytest.mark.parametrize("seed", range(30))
def test_an_sop_of_an_office_is_read_as_it_was_written(seed: int) -> None:
    sop = random_sop(seed, actors=1 + seed % 12, steps=1 + seed)
    assert reread(sop) == sop
