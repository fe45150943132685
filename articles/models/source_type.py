"""How a picture came to be: IPTC's vocabulary "digital source type", and what readers are told of it."""

from django.db import models
from django.utils.translation import gettext_noop as N_

VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class SourceType(models.TextChoices):
    """The codes of the vocabulary (cv.iptc.org/newscodes/digitalsourcetype), with names for the newsroom."""

    CAPTURE = "digitalCapture", "taken with a camera"
    COMPUTED_CAPTURE = "computationalCapture", "taken with a camera from several exposures"
    NEGATIVE = "negativeFilm", "scanned from a negative"
    POSITIVE = "positiveFilm", "scanned from a slide"
    PRINT = "print", "scanned from a print"
    SCREEN = "screenCapture", "taken from a screen"
    HUMAN_EDITS = "humanEdits", "changed by hand"
    ENHANCED = "algorithmicallyEnhanced", "enhanced by software, such as sharpened or coloured"
    COMPOSITE_CAPTURE = "compositeCapture", "put together from photos"
    COMPOSITE = "composite", "put together from several pictures"
    COMPOSITE_SYNTHETIC = "compositeSynthetic", "put together, partly made by software"
    COMPOSITE_AI = "compositeWithTrainedAlgorithmicMedia", "changed with AI"
    AI = "trainedAlgorithmicMedia", "made with AI"
    SOFTWARE = "algorithmicMedia", "made by software without AI"
    DATA = "dataDrivenMedia", "made from data"
    CREATION = "digitalCreation", "drawn on a computer"
    VIRTUAL = "virtualRecording", "taken in a virtual world"


# Codes that IPTC has retired or replaced, which files still have.
_NOW = {
    "minorHumanEdits": SourceType.HUMAN_EDITS,
    "multiFrameComputationalCapture": SourceType.COMPUTED_CAPTURE,
    "digitalArt": SourceType.CREATION,
    "softwareImage": SourceType.CREATION,
}
# What readers would otherwise take for a photo of what was there; our own words, still to be translated.
LABELS = {
    SourceType.AI: N_("AI-generated image"),
    SourceType.COMPOSITE_AI: N_("Image edited with AI"),
    SourceType.ENHANCED: N_("Image enhanced by software"),
    SourceType.COMPOSITE: N_("Composite image"),
    SourceType.COMPOSITE_CAPTURE: N_("Composite of several photos"),
    SourceType.COMPOSITE_SYNTHETIC: N_("Composite image, partly computer-generated"),
    SourceType.HUMAN_EDITS: N_("Edited photo"),
    SourceType.SOFTWARE: N_("Computer-generated image"),
    SourceType.VIRTUAL: N_("Image from a virtual world"),
}
# https://schema.org/IPTCDigitalSourceEnumeration has a member for these alone.
_SCHEMA_ORG = {
    SourceType.CAPTURE: "DigitalCapture",
    SourceType.COMPUTED_CAPTURE: "MultiFrameComputationalCapture",
    SourceType.NEGATIVE: "NegativeFilm",
    SourceType.POSITIVE: "PositiveFilm",
    SourceType.PRINT: "Print",
    SourceType.SCREEN: "ScreenCapture",
    SourceType.ENHANCED: "AlgorithmicallyEnhanced",
    SourceType.COMPOSITE_CAPTURE: "CompositeCapture",
    SourceType.COMPOSITE: "Composite",
    SourceType.COMPOSITE_SYNTHETIC: "CompositeSynthetic",
    SourceType.COMPOSITE_AI: "CompositeWithTrainedAlgorithmicMedia",
    SourceType.AI: "TrainedAlgorithmicMedia",
    SourceType.SOFTWARE: "AlgorithmicMedia",
    SourceType.DATA: "DataDrivenMedia",
    SourceType.CREATION: "DigitalArt",
    SourceType.VIRTUAL: "VirtualRecording",
}


def known_code(told: str) -> str:
    """Return the code of the vocabulary that a file names, retired ones as what replaced them; "" for anything else."""
    code = _NOW.get(told, told)
    return SourceType(code).value if code in SourceType.values else ""


def schema_org(code: str) -> str:
    """Return the code as a member of schema.org's enumeration; "" if that has none."""
    return f"https://schema.org/{_SCHEMA_ORG[code]}DigitalSource" if code in _SCHEMA_ORG else ""
