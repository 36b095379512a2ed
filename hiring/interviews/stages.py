"""The stages that a plan begins with. No Django."""

from dataclasses import dataclass

PEOPLE, TECHNICAL, CASE = "people", "technical", "case"
WORK_SAMPLE = "work-sample"
KINDS = {
    PEOPLE: ("behavioural", "situational"),
    TECHNICAL: ("technical", "situational", "behavioural"),
    CASE: (WORK_SAMPLE, "technical", "situational"),
}
ALL_KINDS = ("behavioural", "situational", "technical", WORK_SAMPLE)


@dataclass(frozen=True)
class StartingStage:
    name: str
    minutes: int
    focus: str
    purpose: str


_NAMES = {
    "DS": ("Statistics and modelling", "Analysis case"),
    "MLE": ("Engineering and deployment", "System design"),
    "DE": ("SQL and modelling", "Pipeline case"),
    "PM": ("Discovery and metrics", "Product case"),
    "FS": ("Modelling and engineering", "End-to-end case"),
}


def starting_stages(role_code):
    """From the first call to the team, three and a quarter hours in all."""
    technical, case = _NAMES.get(role_code, ("Technical interview", "Case"))
    return (
        StartingStage("Screening call", 30, PEOPLE, "Whether the work and the person could fit, and what they want to know from us."),
        StartingStage(technical, 60, TECHNICAL, "How they think in the subjects that the work rests on."),
        StartingStage(case, 60, CASE, "A piece of our kind of work, thought through together."),
        StartingStage("Team conversation", 45, PEOPLE, "How they have worked with others, told by what they did."),
    )


def kinds_for(focus):
    return KINDS.get(focus, ALL_KINDS)
