"""scikit-learn: the entities of texts as features."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sklearn.base import BaseEstimator, TransformerMixin

from translit.annotation.annotator import annotator_for
from translit.config import Config
from translit.integrations.arrow import annotate_values


class EntityCounter(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn is not typed
    """Turns texts into dicts of entity counts, ``{kb_id: mentions}``, for a ``DictVectorizer``.

    There is nothing to fit. ``None`` gives an empty dict; so does a text that fails, with a warning that names its place.

    Parameters
    ----------
    gazetteer:
        Path of a gazetteer; the shipped one if ``None``.
    threshold:
        Smallest score (0..1, inclusive) at which a name counts.

    Examples
    --------
    >>> EntityCounter().fit_transform(["Loekasjenko ontmoet Poetin. Poetin glimlacht."])
    [{'alexander-lukashenko': 1, 'vladimir-putin': 2}]
    """

    def __init__(self, gazetteer: str | Path | None = None, threshold: float = Config().threshold) -> None:
        self.gazetteer = gazetteer
        self.threshold = threshold

    def fit(self, X: Iterable[Any], y: Any = None) -> EntityCounter:  # noqa: N803  scikit-learn's names
        """Check the parameters; nothing is learned from ``X``."""
        annotator_for(self.gazetteer, Config(threshold=self.threshold))
        return self

    def transform(self, X: Iterable[Any]) -> list[dict[str, int]]:  # noqa: N803
        """Return the entity counts of every text of ``X``."""
        annotator = annotator_for(self.gazetteer, Config(threshold=self.threshold))
        out = []
        for number, row in enumerate(annotate_values(X, annotator).to_pylist()):
            if row["error"]:
                warnings.warn(f"text {number}: {row['error']}; its entities are left out", stacklevel=2)
            out.append({entity["kb_id"]: entity["count"] for entity in row["entities"] or ()})
        return out

    def __sklearn_is_fitted__(self) -> bool:
        return True
