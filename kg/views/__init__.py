"""What people look at: lists to choose from, entities with all that is known of them, marked text, series, drafts.

Each function reads a store (or records) and returns frozen dataclasses, ready to be drawn; nothing here knows of any
screen. The queries stand beside their modules as ``.rq`` files.
"""

from kg.views.choices import Choice, Choices, choices
from kg.views.claims import claim_at, claim_figure, compare, figures_about
from kg.views.drafts import Draft, draft
from kg.views.entities import EntityCard, EntityInfo, entities, entity
from kg.views.marked import Quoted, Segment, quoted, segments
from kg.views.neighbours import Neighbourhood, neighbourhood
from kg.views.paging import Page, paged
from kg.views.relations import RelationRow, relations_of
from kg.views.series import Point, Series, series
from kg.views.tables import figures_csv, rows_csv, table_records
from kg.views.wording import date_text, figure_text, metric_label, period_text, unit_label, versus_text

__all__ = [
    "Choice",
    "Choices",
    "Draft",
    "EntityCard",
    "EntityInfo",
    "Neighbourhood",
    "Page",
    "Point",
    "Quoted",
    "RelationRow",
    "Segment",
    "Series",
    "choices",
    "claim_at",
    "claim_figure",
    "compare",
    "date_text",
    "draft",
    "entities",
    "entity",
    "figure_text",
    "figures_about",
    "figures_csv",
    "metric_label",
    "neighbourhood",
    "paged",
    "period_text",
    "quoted",
    "relations_of",
    "rows_csv",
    "segments",
    "series",
    "table_records",
    "unit_label",
    "versus_text",
]
