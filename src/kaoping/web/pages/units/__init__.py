"""The assessed units: listed, added, renamed, regrouped, in and out through Excel."""
