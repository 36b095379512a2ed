"""The comparison is open to everyone who is signed in; whose own pay it shows is tested in test_pay.py."""

from tests.matrix import everyone

ROWS = [
    everyone("comparison:compare", query="?a=ds-mid&b=mle-mid&country=GB"),
    everyone("comparison:compare_pdf", method="post", data={"a": "ds-mid", "b": "mle-mid"}, status=302),
]
