from tests.matrix import everyone

ROWS = [
    everyone("home:queue"),
    everyone("home:search"),
    everyone("home:search", query="?q=cora"),
]
