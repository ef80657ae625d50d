"""Several values as one"""

import pytest

from p4comp.judging.rules.pooling import pooled, rule_of

CASES = [
    ((80.0,), 80.0, 80.0, 80.0),
    ((80.0, 90.0), 85.0, 85.0, 85.0),
    ((10.0, 80.0, 84.0), 58.0, 80.0, 80.0),
    ((10.0, 80.0, 84.0, 100.0), 68.5, 82.0, 82.0),
    ((0.0, 80.0, 81.0, 85.0, 100.0), 69.2, 81.0, 82.0),
    ((1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 90.0, 99.0), 22.5, 5.5, 5.5),
]


@pytest.mark.parametrize(("values", "mean", "median", "trimmed"), CASES)
def test_each_rule_pools_as_it_says(values, mean, median, trimmed):
    assert (pooled(values, "rata_rata", 2), pooled(values, "median", 2), pooled(values, "rata_rata_terpangkas", 2)) == (
        mean,
        median,
        trimmed,
    )


@pytest.mark.parametrize("how", ["rata_rata", "median", "rata_rata_terpangkas"])
@pytest.mark.parametrize("values", [one for one, *_rest in CASES])
def test_the_order_of_the_values_is_of_no_influence(values, how):
    assert pooled(values[::-1], how, 2) == pooled(values, how, 2)


@pytest.mark.parametrize("how", ["rata_rata", "median", "rata_rata_terpangkas"])
def test_a_higher_value_never_lowers_the_result(how):
    values = [61.0, 70.5, 70.5, 82.0, 99.0, 12.0]
    for place in range(len(values)):
        higher = [*values[:place], values[place] + 7, *values[place + 1 :]]
        assert pooled(higher, how, 6) >= pooled(values, how, 6)


def test_an_unknown_rule_is_an_error_and_none_means_the_mean():
    with pytest.raises(ValueError, match="terbaik"):
        pooled([1.0], "terbaik", 2)
    assert (rule_of({}), rule_of({"pooling": "median"})) == ("rata_rata", "median")
