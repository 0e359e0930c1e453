"""What the tests of the pages share besides `page` and `errors`."""

import matplotlib.pyplot as plt
import pytest

from scripts import figures


@pytest.fixture(scope="module", autouse=True)
def drawn():
    """`drawn("step")`: the axes of the page's figures whose x label or title is "step", in order.

    Stands before `page`, whose cells draw while they run; their figures are closed, not lost.
    """
    kept, take = [], figures.take

    def taken():
        kept.extend(plt.figure(number) for number in plt.get_fignums())
        return take()

    def labelled(text):
        axes = [axes for figure in kept for axes in figure.axes]
        return [a for a in axes if text in (a.get_xlabel(), a.get_title())]

    figures.take = taken
    yield labelled
    figures.take = take
