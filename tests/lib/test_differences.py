from hiring.lib.differences import marked


def test_each_text_marks_what_the_other_lacks():
    assert marked("tests for code", "tests for all code") == (
        [("tests for ", False), ("code", False)],
        [("tests for ", False), ("all ", True), ("code", False)],
    )


def test_texts_with_little_in_common_differ_as_a_whole():
    assert marked("design the systems", "own the models") == ([("design the systems", True)], [("own the models", True)])
