"""Figures about progress and charts of them: pure functions over the log and the states of cards."""

from quiz.stats.as_json import to_json as to_json
from quiz.stats.charts import report_lines as report_lines
from quiz.stats.report import Report as Report
from quiz.stats.report import make_report as make_report
