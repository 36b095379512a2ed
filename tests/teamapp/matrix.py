from tests.matrix import Row, everyone

ROWS = [
    everyone("api_docs"),
    everyone("api_schema", anonymous=401),
    Row("up", anonymous=200, others=200),
]
