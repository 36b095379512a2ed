from .base import OWN_FROM, Edition, Level, Release, in_order, levels_in_words
from .changes import ReleaseChange
from .edits import Edit
from .imports import WaitingImport
from .practice import PracticeMark, PracticeSample
from .questions import Question, QuestionSkill
from .roles import ProfileSkill, Role, RoleLevel
from .skills import Skill, SkillGroup

LEVELS = Level.values

__all__ = [
    "OWN_FROM",
    "Edit",
    "Edition",
    "LEVELS",
    "Level",
    "PracticeMark",
    "PracticeSample",
    "ProfileSkill",
    "Question",
    "QuestionSkill",
    "Release",
    "ReleaseChange",
    "Role",
    "RoleLevel",
    "Skill",
    "SkillGroup",
    "WaitingImport",
    "in_order",
    "levels_in_words",
]
