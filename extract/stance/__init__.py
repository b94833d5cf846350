"""Status (done, planned, estimated, rumoured), attribution and negation, with the cues behind each."""

from extract.stance.stances import Stance, Stances, find_stances

__all__ = ["Stance", "Stances", "find_stances"]
