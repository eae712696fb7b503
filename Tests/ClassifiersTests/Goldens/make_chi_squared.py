"""Reference numbers for the chi-squared distribution and Pearson's test, from scipy 1.17.1; writes beside itself."""
import json
import pathlib

from scipy import stats

HERE = pathlib.Path(__file__).parent
# Both sides of where the series hands over to the fraction, and tails.
UPPER = [(x * max(freedom, 1), freedom)
         for freedom in [0.5, 1, 2, 3, 7.5, 19, 100, 1000, 20000]
         for x in [1e-6, 0.01, 0.3, 0.9, 1, 1.01, 1.1, 1.5, 3, 10]]
TABLES = [([30, 20], [25, 25]), ([500, 300, 200], [40, 35, 25]), ([7, 0, 13], [11, 0, 9]), ([90, 10], [10, 90]),
          ([12, 15, 9, 21, 33], [240, 310, 190, 400, 660])]


def tested(left, right):
    occurring = [pair for pair in zip(left, right) if sum(pair)]
    found = stats.chi2_contingency(list(zip(*occurring)), correction=False)
    return {"left": left, "right": right, "statistic": found.statistic, "freedom": int(found.dof), "p": found.pvalue}


(HERE / "chi_squared.json").write_text(json.dumps({
    "upper": [[x, freedom, stats.chi2.sf(x, freedom)] for x, freedom in UPPER],
    "tables": [tested(*table) for table in TABLES],
}, indent=None, separators=(",", ":")) + "\n")
