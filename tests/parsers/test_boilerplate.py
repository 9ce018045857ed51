"""Boilerplate by what a line or row says: what a rule takes, and what is near and stays."""

from __future__ import annotations

import pytest

from parsers.boilerplate import line_rule, row_rule


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ("East Foot Ward\t08:00~21:30\t555-7-0150011 ext. 12", "contact_row"),
        ("Ward desk\tTelephone 555 015 0199", "contact_row"),
        ("\tMonday to Friday\tTelephone", "contact_row"),
        ("Fasting\t08:00-10:00\tno food", None),
        ("Pain\tcommon", None),
        ("Contact\tHours", None),
        ("Left toe\t15 cm\t100 200 300 400", None),
        ("Who to phone\tThe ward", None),
    ],
)
def test_rows(cells, rule):
    assert row_rule(cells) == rule


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Revised in May 2020 FT-9-0001(2)", "page_date"),
        ("Revised: 3 June 2021", "page_date"),
        ("Revised advice: take 2 tablets", None),
        ("Revised in 2 steps", None),
    ],
)
def test_dates_of_a_page(line, rule):
    assert line_rule(line) == rule
