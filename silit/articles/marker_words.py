"""Words before a number that tell whether it is a citation."""

from __future__ import annotations

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# A number behind one of these is a power, a measure or a formula, never a citation.
UNITS = frozenset(
    "cm mm km dm nm inch inches feet foot yard yards mile miles kg mg ml cl dl mol mmol sec secs min mins hrs hour hours "
    "metre metres meter meters centimetre centimetres centimeter centimeters millimetre millimetres millimeter millimeters "
    "litre litres liter liters gram grams mmhg kpa bpm rpm usd eur gbp chf log exp sin cos tan max".split()
)
# A number behind one of these may name one of several things: a person decides.
LABELS = frozenset(
    "week weeks day days month months year years grade grades type types level levels stage stages phase phases "
    "table tables figure figures fig figs chapter chapters section sections appendix box part parts step steps page pages "
    "item items number class classes group groups category unit units room floor version windows score season "
    "quadrant zone zones series volume issue line lines row rows column columns question questions exercise exercises "
    "tip tips rule rules mark model factor vertebra segment digit ray finger toe vitamin omega "
    "alpha beta gamma delta epsilon kappa lambda sigma theta zeta chi interleukin caspase claudin galectin connexin "
    "cyclin collagen keratin caveolin aquaporin calpain integrin syndecan neuroligin septin".split()
)
# Words of two letters that end a clause and are no unit or symbol: a raised number behind them is a citation.
SHORT_WORDS = frozenset("be by do go he is it me my no on so to up us we".split())
# Short forms whose full stop does not end a sentence.
ABBREVIATIONS = frozenset(
    "p pp vol vols fig figs approx eg ie no nos nr vs ca cf sec secs ch chap eq eqs ref refs dr mr mrs ms prof st ed eds "
    "max min avg tel ext art para col ser suppl tab cap inc ltd dept est ver rev op mt".split()
) | (MONTHS - {"may", "march"})
# Figures in brackets behind one of these are results.
STATISTICS = frozenset(
    "CI CrI IQR SD SE OR RR HR MD SMD p P n N interval intervals range ranges mean median score scores between".split()
)
