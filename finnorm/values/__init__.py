"""What things are: frozen, hashable, picklable, and without a word of Norwegian.

interval → numeral → unit, hedge → quantity → period → mention → document → claim → finding: each file knows only
those before it.
"""
