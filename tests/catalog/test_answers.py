"""Worked answers taken apart for the page."""

from hiring.catalog.answers import Part, answer_parts, code_blocks
from hiring.catalog.templatetags.worded import worded

ANSWER = """\
The pooled figure is 68.5 %, and it means nothing at all here: 150 of the
cases were chosen because the model was unsure of them.

Two steps follow from this, and the first one of them is the harder one:
- label 50 at random
- weigh the rest

Short line,
kept apart.

```python
x = 1

y = 2
```
Done.
```sql
select 1
```
"""


def test_text_loses_an_editors_line_breaks_and_keeps_lists_and_code():
    assert answer_parts(ANSWER) == [
        Part(
            "The pooled figure is 68.5 %, and it means nothing at all here: 150 of the cases were chosen because the model was unsure of them."
        ),
        Part("Two steps follow from this, and the first one of them is the harder one:\n- label 50 at random\n- weigh the rest"),
        Part("Short line,\nkept apart."),
        Part("x = 1\n\ny = 2", "python", is_code=True),
        Part("Done."),
        Part("select 1", "sql", is_code=True),
    ]


def test_code_blocks_are_what_a_check_runs():
    assert code_blocks(ANSWER) == ["x = 1\n\ny = 2\n", "select 1\n"]


def test_an_answer_without_text_has_no_parts():
    assert (answer_parts(""), code_blocks("no fences")) == ([], [])


def test_an_unclosed_fence_stays_text():
    assert answer_parts("```python\nx = 1") == [Part("```python\nx = 1")]


def test_a_text_is_drawn_with_its_code_and_tables_and_without_its_html():
    text = "Call `f(x)` & see\n\n```python\nx < 1\n```\n\n| | <b>n</b> |\n| --- | --- |\n| `a` | 1 |"
    assert worded(text) == (
        "<p>Call <code>f(x)</code> &amp; see</p>"
        '<pre role="group" aria-label="Code" tabindex="0"><code>x &lt; 1</code></pre>'
        '<div class="table-box" role="group" aria-label="Table" tabindex="0"><table class="table data-table"><thead><tr>'
        '<th scope="col"></th><th scope="col">&lt;b&gt;n&lt;/b&gt;</th></tr></thead>'
        "<tbody><tr><td><code>a</code></td><td>1</td></tr></tbody></table></div>"
    )


def test_lists_are_drawn_as_lists():
    text = "Two facts:\n- `a` < 1\n- b, which goes\n  on\n\nThen:\n3. three\n4. four\n\n- 5 minus -3"
    assert worded(text) == (
        "<p>Two facts:</p><ul><li><code>a</code> &lt; 1</li><li>b, which goes on</li></ul>"
        '<p>Then:</p><ol start="3"><li>three</li><li>four</li></ol><ul><li>5 minus -3</li></ul>'
    )
