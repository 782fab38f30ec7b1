"""How properties are tried: the same examples in every run, so that a change is judged by what it changes.

New examples come with ``--hypothesis-profile=anew``.
"""

from hypothesis import HealthCheck, settings

_CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
settings.register_profile("anew", parent=_CALM)
settings.register_profile("same", parent=_CALM, derandomize=True)
settings.load_profile("same")
