"""Plots of figures over time, with their bounds."""

from __future__ import annotations

from dataclasses import asdict

import altair as alt
import pandas as pd
import streamlit as st

from kg.views import Series
from ui.state import t, w

BOUNDS = {"exact": "circle", "between": "diamond", "at_least": "triangle-up", "at_most": "triangle-down"}


def over_time(found: Series, metric: str) -> None:
    """Draw a series: a mark a figure, its shape saying what the wording says of it, a bar between two bounds."""
    data = pd.DataFrame([asdict(point) for point in found.points])
    data["bound_word"] = data["bound"].map(lambda code: w("bound", code))
    data["status_word"] = data["status"].map(lambda code: w("status", code))
    bounds = [bound for bound in BOUNDS if bound in set(data["bound"])]
    base = alt.Chart(data).encode(
        x=alt.X(
            "day:T",
            title=None,
            scale=alt.Scale(padding=16),
            axis=alt.Axis(format="%m/%Y", labelOverlap=True, tickCount=8),
        ),
        color=alt.Color("subject:N", title=t("field.subject"), legend=alt.Legend(orient="bottom", columns=3)),
        tooltip=[
            alt.Tooltip("subject:N", title=t("field.subject")),
            alt.Tooltip("text:N", title=t("field.figure")),
            alt.Tooltip("period:N", title=t("field.period")),
            alt.Tooltip("status_word:N", title=t("field.status")),
            alt.Tooltip("source:N", title=t("field.outlet")),
        ],
    )
    marks = base.mark_point(size=110, strokeWidth=2, opacity=1).encode(
        fill=alt.Fill("subject:N", legend=None),
        y=alt.Y("value:Q", title=found.label or metric, scale=alt.Scale(zero=True)),
        shape=alt.Shape(
            "bound_word:N",
            title=t("figures.bound"),
            scale=alt.Scale(domain=[w("bound", b) for b in bounds], range=[BOUNDS[b] for b in bounds]),
            legend=alt.Legend(orient="bottom", columns=4, symbolFillColor="gray", symbolStrokeColor="gray"),
        ),
        fillOpacity=alt.condition("datum.status == 'actual'", alt.value(0.9), alt.value(0.0)),
    )
    spans = base.mark_rule(strokeWidth=1.5, opacity=0.55).encode(x="start:T", x2="end:T", y="value:Q")
    between = base.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=3, opacity=0.6)
    chart = spans + between.encode(y="low:Q", y2="high:Q") + marks
    st.altair_chart(chart.properties(height=380), alt=t("figures.chart_alt", metric=metric, n=len(found.points)))
