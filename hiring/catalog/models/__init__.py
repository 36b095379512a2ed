from .base import Level, Release
from .questions import PracticeSample, Question, QuestionSkill
from .roles import ProfileSkill, Role, RoleLevel
from .skills import Skill, SkillGroup

LEVELS = Level.values

__all__ = [
    "LEVELS",
    "Level",
    "PracticeSample",
    "ProfileSkill",
    "Question",
    "QuestionSkill",
    "Release",
    "Role",
    "RoleLevel",
    "Skill",
    "SkillGroup",
]
