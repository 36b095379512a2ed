from tests.matrix import everyone

ROWS = [
    everyone("home:queue"),
]
