# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requirements judged on live AWS.

`sources/` reads AWS once, `requirements/` says row by row what has to be true, `judging.py` lets each row look at what
was read, and `report.py` makes data of it.  Nothing is written, and what AWS refuses to show is UNKNOWN.
"""
