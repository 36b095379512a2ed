from hiring.lib.differences import in_brief, marked


def test_each_text_marks_what_the_other_lacks():
    assert marked("tests for code", "tests for all code") == (
        [("tests for ", False), ("code", False)],
        [("tests for ", False), ("all ", True), ("code", False)],
    )


def test_texts_with_little_in_common_differ_as_a_whole():
    assert marked("design the systems", "own the models") == ([("design the systems", True)], [("own the models", True)])


def test_in_brief_long_stretches_that_do_not_differ_keep_the_words_beside_what_does():
    runs = [("a b c d e f g\n", False), ("h ", True), ("i j k l m n o p ", False), ("q ", True), ("r s t u v w x", False)]
    brief = [("… f g\n", False), ("h ", True), ("i j … o p ", False), ("q ", True), ("r s … ", False)]
    assert (in_brief(runs, words=2), in_brief(runs[:1], words=2), in_brief(runs)) == (brief, runs[:1], runs)
