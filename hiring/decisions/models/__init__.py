from .answers import VoluntaryAnswer
from .decisions import Decision
from .looks import Look
from .packs import Pack
from .snapshots import Snapshot
from .votes import Vote, VoteRound

__all__ = ["Decision", "Look", "Pack", "Snapshot", "VoluntaryAnswer", "Vote", "VoteRound"]
