"""Whole tool calls out of fragments."""

from __future__ import annotations

from ..content import ToolPart

_GROWTH = 1.25
"""A call whose arguments arrive in pieces is told anew when they have grown by this much, so that telling it costs a
fixed multiple of its length however small the pieces are."""


class ToolCalls:
    """The tool calls of one message. Fragments go in, parts that hold all that is known come out.

    A part with the status "pending" holds what joins the arguments; any other holds them whole, or none if they stay as
    they are. An empty ``call_id`` is the call that spoke last.
    """

    def __init__(self) -> None:
        self._calls: dict[str, ToolPart] = {}
        self._told: dict[str, int] = {}
        self._last = ""

    def feed(self, part: ToolPart) -> list[ToolPart]:
        """Take a fragment; what comes back is ready to be shown."""
        call_id = part.call_id or self._last
        if not call_id:
            if not part.name:
                return []
            call_id = f"call-{len(self._calls) + 1}"
        ready = self.finish() if call_id != self._last else []
        self._last = call_id
        known = self._calls.get(call_id)
        call = part.model_copy(update={"call_id": call_id}) if known is None else _joined(known, part)
        self._calls[call_id] = call
        if known is None or part.status != "pending" or len(call.arguments) >= self._told[call_id] * _GROWTH:
            ready.append(self._tell(call))
        return ready

    def finish(self) -> list[ToolPart]:
        """Tell what was held back of the call that spoke last; ask when something else speaks, and at the end."""
        call = self._calls.get(self._last)
        if call is None or self._told[call.call_id] == len(call.arguments):
            return []
        return [self._tell(call)]

    def _tell(self, call: ToolPart) -> ToolPart:
        self._told[call.call_id] = len(call.arguments)
        return call.model_copy()


def _joined(known: ToolPart, part: ToolPart) -> ToolPart:
    if part.status == "pending":
        arguments, status = known.arguments + part.arguments, known.status
    else:
        arguments, status = part.arguments or known.arguments, part.status
    return ToolPart(
        call_id=known.call_id,
        # Some servers say the name again with every piece.
        name=known.name or part.name,
        title=part.title or known.title,
        arguments=arguments,
        status=status,
        result=known.result if part.result is None else part.result,
    )
