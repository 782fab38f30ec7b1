"""Compares an answer with a card: a verdict, the letters that differ, a suggested rating. Pure and quick to import."""

from quiz.grading.grader import grade as grade
from quiz.grading.grader import grade_choice as grade_choice
from quiz.grading.grader import grade_items as grade_items
from quiz.grading.grader import grade_shown as grade_shown
from quiz.grading.grader import split_items as split_items
from quiz.grading.grader import warm_up as warm_up
