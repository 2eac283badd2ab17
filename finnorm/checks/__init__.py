"""The checks: one identity a file. This is their table of contents."""

from finnorm.checks.base import Case, Check, World
from finnorm.checks.cagr import Cagr
from finnorm.checks.comparison import Comparison
from finnorm.checks.difference import Difference
from finnorm.checks.direction import Direction
from finnorm.checks.equivalent import Equivalent
from finnorm.checks.equivalent_pair import EquivalentPair
from finnorm.checks.equivalent_pair import pairs as conversion_pairs
from finnorm.checks.gain_and_level import GainAndLevel
from finnorm.checks.growth import Growth
from finnorm.checks.joint import find as find_joint
from finnorm.checks.judge import judge
from finnorm.checks.margin import Margin
from finnorm.checks.multiple import Multiple
from finnorm.checks.parts import Parts
from finnorm.checks.per_unit import PerUnit
from finnorm.checks.points import Points
from finnorm.checks.ratio import Ratio
from finnorm.checks.restated import Restated
from finnorm.checks.share import Share
from finnorm.checks.shares_sum import SharesSum
from finnorm.checks.subset import Subset

CHECKS: tuple[Check, ...] = (
    Growth(),
    Difference(),
    Points(),
    Multiple(),
    Direction(),
    GainAndLevel(),
    Equivalent(),
    EquivalentPair(),
    Parts(),
    Subset(),
    Share(),
    SharesSum(),
    Margin(),
    PerUnit(),
    Comparison(),
    Ratio(),
    Cagr(),
    Restated(),
)

__all__ = ["CHECKS", "Case", "Check", "World", "conversion_pairs", "find_joint", "judge"]
