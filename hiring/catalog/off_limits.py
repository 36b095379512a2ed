"""What a question of an interview had better not ask the person: facts that the law keeps out of the decision.

Sources, read on 25 November 2026: US Equal Employment Opportunity Commission, "What shouldn't I ask when hiring?" (race,
origin, religion, age, pregnancy and family); Equality Act 2010 (UK), section 60 (health before an offer). Earlier pay is as in
the pay rules of hiring/salaries. The rest (unions, orientation, records, debts) is common advice, not held against a law.
A hint for a person: words cannot tell a question from an example, and the law differs from place to place.
"""

from collections.abc import Iterable

from hiring.lib.phrases import Phrase, phrases_in

_ASKED = r"(are|were|do|did|have|had|would|will) you"
PHRASES = (
    Phrase(
        r"(your|what (is|was) the) (current|previous|last|present|past) (salary|pay|compensation|wage|bonus|package)"
        r"|(salary|pay) history|how much (do|did|are|were) you (currently |now )?(earn(ing)?|make|making|paid)|what (do|did) you (currently |now )?earn",
        "Asks what they earn now or earned before",
        "The EU and many US states forbid it, and it carries old unfairness on.",
        "Ask what pay they expect, after telling them the range.",
    ),
    Phrase(
        r"how old (are|were) you|your age|your (date|year|day) of birth|(when|what year) were you born|your birth ?(day|date|year)"
        r"|(when|what year) did you (graduate|finish school|leave school)|how (many years|long) until you retire|when do you (plan to )?retire",
        "Asks for age",
        "Age is no measure of skill, and the year of a degree gives it away.",
        "Ask for the piece of work that shows the skill.",
    ),
    Phrase(
        rf"{_ASKED} (married|single|divorced|engaged|pregnant|a (mother|father|parent|mum|mom|dad))|your (maiden name|marital status)"
        r"|your (husband|wife|spouse)|your (children|kids|childcare)|(have|want|planning|plan to have|expecting) (any )?"
        r"(children|kids|a (baby|family))|start(ing)? a family|pregnan(t|cy) plans",
        "Asks about family",
        "Courts read it as unequal treatment of women and of parents.",
        "Say which hours and journeys the work needs, and ask whether they can be met.",
    ),
    Phrase(
        r"where (are|were) (you|your (parents|family|ancestors)) (really |originally )?(from|born)|what languages? do you speak at home|your (nationality|citizenship|ethnicity|race"
        r"|accent|ancestry|birthplace|native country|mother tongue|native language|first language)|what kind of (name|accent) is"
        rf"|{_ASKED} (a )?(native speaker|citizen|immigrant|foreigner)",
        "Asks for origin",
        "Where someone comes from is no part of the work.",
        "Ask everyone whether they have the right to work here, or for the level of a language that the work needs.",
    ),
    Phrase(
        rf"{_ASKED} (disabled|ill|sick|in good health|healthy|on (any )?medication)|your (disability|disabilities|health|illness|medical (history"
        r"|record|condition)s?|mental health|sick (days|leave))|(have|had) (any )?(disabilit(y|ies)|illness(es)?|medical conditions?|health"
        r" (problems?|issues?|conditions?))|how many (sick )?days (did you miss|were you (ill|sick|off sick))|workers[’'] compensation",
        "Asks about health",
        "Before an offer it is unlawful in the UK and the US.",
        "Name the task and ask how they would do it; offer adjustments to everyone.",
    ),
    Phrase(
        rf"your (religion|faith|religious (beliefs?|holidays?)|church|mosque|synagogue|politics|political (views|beliefs|party))|{_ASKED} "
        r"(religious|go to church|pray|a member of (a|any) (trade )?(union|party)|in a (trade )?union)|which (church|mosque|temple|synagogue) do you|(who|which party) (do|did) you vote for",
        "Asks for beliefs or a union",
        "They are protected, and no measure of skill.",
    ),
    Phrase(
        rf"your (sexual orientation|sexuality|gender identity|sex life)|{_ASKED} (gay|lesbian|bisexual|straight|transgender|trans)",
        "Asks for sexual orientation or gender identity",
        "It is protected, and no part of the work.",
    ),
    Phrase(
        rf"{_ASKED} (ever )?(been )?(arrested|convicted|charged)|your (criminal record|arrest record)|you ever been (arrested|convicted|charged)",
        "Asks for a criminal record",
        "Many places allow it only after an offer, and for some posts only.",
    ),
    Phrase(
        r"your (credit (score|rating|record)|debts?)|do you (own (a|your) (home|house|car)|rent (a|your) (home|house|flat))",
        "Asks about money at home",
        "It tells where someone comes from, not what they can do.",
    ),
)


def off_limits(texts: Iterable[str]) -> list[tuple[str, Phrase]]:
    """The words found and what is wrong with them, text by text.

    >>> [(quote, found.claim) for quote, found in off_limits(["What is your current salary?", "How would you model age?"])]
    [('your current salary', 'Asks what they earn now or earned before')]
    """
    return [each for text in texts for each in phrases_in(text, PHRASES)]
