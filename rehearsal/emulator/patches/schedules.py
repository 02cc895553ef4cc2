"""The length of a minute in `rate()` schedules, of EventBridge Scheduler and of EventBridge rules, is a setting.

A rehearsal lives a day in a minute or two. MiniStack also looks for what is due only every ten seconds, which is most
of a short minute. Schedules by `cron()` and `at()` keep the clock on the wall.
"""

from ministack.services import eventbridge, scheduler

from settings import SETTINGS

# So many times in a minute is looked for what is due, though not more often than is of use.
LOOKS_PER_MINUTE = 20
SHORTEST_SECONDS_BETWEEN_LOOKS = 0.05
LONGEST_SECONDS_BETWEEN_LOOKS = 1.0


def apply() -> None:
    """Scale what MiniStack reads out of an expression."""
    rate_seconds = eventbridge._parse_rate_seconds

    def scaled(expression: str) -> float | None:
        seconds = rate_seconds(expression)
        return None if seconds is None else seconds / 60 * SETTINGS.minute_seconds

    eventbridge._parse_rate_seconds = scaled
    between_looks = min(
        max(SETTINGS.minute_seconds / LOOKS_PER_MINUTE, SHORTEST_SECONDS_BETWEEN_LOOKS),
        LONGEST_SECONDS_BETWEEN_LOOKS,
    )
    scheduler._SCHEDULE_TICK_INTERVAL = between_looks
    eventbridge._SCHEDULER_TICK_INTERVAL = between_looks
