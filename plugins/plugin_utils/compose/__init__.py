# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Docker Compose file, read for what its services find in their environment.

PyYAML and python-dotenv read the files.  What Compose does with them is small and has no library that is fit for it:
those there are miss a part of its interpolation, or run containers, or are under a licence that is not ours.
"""
