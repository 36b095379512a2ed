from .base import OWN_FROM, Level, Release, levels_in_words
from .edits import Edit
from .practice import PracticeMark, PracticeSample
from .questions import Question, QuestionSkill, SearchText
from .roles import ProfileSkill, Role, RoleLevel
from .skills import Skill, SkillGroup

LEVELS = Level.values

__all__ = [
    "OWN_FROM",
    "Edit",
    "LEVELS",
    "Level",
    "PracticeMark",
    "PracticeSample",
    "ProfileSkill",
    "Question",
    "QuestionSkill",
    "Release",
    "Role",
    "RoleLevel",
    "SearchText",
    "Skill",
    "SkillGroup",
    "levels_in_words",
]
