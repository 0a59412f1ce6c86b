"""`Chat`: a conversation made reactive in a Shiny session."""

from __future__ import annotations

import time
import warnings
from collections.abc import AsyncIterable, Callable, Iterable, Sequence
from typing import Any, Literal, overload

from htmltools import HTML, Tag, TagList
from shiny import reactive
from shiny.module import resolve_id
from shiny.reactive import ExtendedTask

from ..content import HtmlPart, Message, Part, TextPart
from ..content.chat_message import ChatMessage, ChatMessageDict, ProcessUi
from ..content.greeting import ChatGreeting
from ..content.user_input import UserInput
from ..manager import Conversation
from ..stream.message_content import message_content, message_content_chunk
from ..stream.pull import drawable
from ..wire import ComposerFrame
from .failures import Failures, OnError
from .greeter import Greeter, GreetingSource
from .handlers import Submissions, UserSubmitFunction
from .line import Line
from .reactor import Reactor, flush_soon
from .shiny_session import Effect, live_session, named_value, set_input, ui_processor, when_over
from .streams import MessageStreamContext, MessageStreamTask, Streams, writes
from .transforms import Transform, TransformAssistantResponse, replaces

Icon = HTML | Tag | TagList | str | bool | None
"""A string is HTML of the app."""


class Chat:
    """A chat in a Shiny session. Its page is made by ``chat_ui`` with the same id.

    The server keeps the conversation; a page only follows it. What an app does on a submission runs in a task of its
    own, so that a slow answer delays nobody else.

    Parameters
    ----------
    id
        The id of the ``chat_ui``. A second chat of this id in a session takes the place of the first.
    greeting
        What to show while nothing has been said: markdown, UI, ``chat_greeting(...)``, or a function that makes one of
        them when someone looks at the empty chat.
    messages
        Deprecated: messages to begin with.
    on_error
        What a person sees when an answer fails: "actual" the error itself, "sanitize" a general sentence, "auto" what
        the app's ``sanitize_errors`` asks for. "unhandled" ends the session.
    tokenizer
        Deprecated, and ignored.
    """

    def __init__(
        self,
        id: str,
        *,
        greeting: GreetingSource | None = None,
        messages: Sequence[Any] = (),
        on_error: OnError = "auto",
        tokenizer: object = None,
    ) -> None:
        if not isinstance(id, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"The id of a chat is a string, not {type(id).__name__}.")
        if tokenizer is not None:
            _warn("`tokenizer` is ignored: messages are no longer counted in tokens or trimmed.")
        self.id = resolve_id(id)
        self.user_input_id: str = f"{self.id}_user_input"
        self._session = session = live_session()
        self._reactor = Reactor()
        self._failures = Failures(f"Chat('{self.id}')", on_error, session)
        self.on_error: Literal["actual", "sanitize", "unhandled"] = self._failures.mode
        self._conversation = Conversation(changed=self._messages_changed)
        self._submissions = Submissions(self._conversation, session, self._reactor, self._failures)
        self._process_ui: ProcessUi | None = None if session is None else ui_processor(session)
        self._user_input: reactive.Value[UserInput | None] = named_value("user_input", None)
        self._latest: reactive.Value[ExtendedTask[[], str]] = named_value("latest_stream", MessageStreamTask())
        self._version: reactive.Value[int] = named_value("version", 0)
        self._observed = False
        self._transform: Transform | None = None
        write = writes(lambda chunk: self._parts_of(message_content_chunk(chunk)))
        self._streams = Streams(self._conversation, write, self._failures)
        self._greeter = Greeter(self._conversation, greeting, self._process_ui, write, self._reactor, self._failures)
        self._effects: list[Effect] = []
        self._line: Line | None = None
        self._forget: Callable[[], None] = lambda: None
        if session is not None:
            self._line = Line(session, self.id, self._conversation, self, self.destroy)
            self._forget = when_over(session, self.destroy)
        if messages:
            _warn("`Chat(messages=)` is deprecated: use `greeting=`, or `append_message()`.")
            for message in messages:
                self._append(message_content(message), None)

    # --- what a page asked (manager.Listener) --------------------------------------------------------------------

    def submitted(self, text: str) -> None:
        """A user's message is in the thread: let the app answer it. Called by the door."""
        value = UserInput(text)
        self._user_input.set(value)
        if self._session is not None:
            set_input(self._session, self.user_input_id, value)
        self._submissions.add(value)

    def stopped(self) -> None:
        """A user wants the answer to stop. Called by the door."""
        self._tell_input("cancel")
        self._streams.stop()
        self._submissions.stop()

    def greeting_requested(self) -> None:
        """Someone looks at an empty chat. Called by the door."""
        if self._greeter.in_vain:
            return
        self._tell_input("greeting_requested")
        self._greeter.requested()

    def greeting_dismissed(self) -> None:
        """The first message hid the greeting. Called by the door."""
        self._tell_input("greeting_dismissed")

    # --- saying something ----------------------------------------------------------------------------------------

    async def append_message(self, message: Any, *, icon: Icon = None) -> None:
        """Add a message.

        Parameters
        ----------
        message
            A string (markdown), ``HTML``, UI, a dictionary with ``content`` and ``role``, a ``ChatMessage``, or
            anything that ``message_content`` knows.
        icon
            Stands beside an assistant's message: None or True is the chat's default, False is none.
        """
        content = message_content(message)
        if self._transform is not None and content.role == "assistant":
            text = self._said(content)
            parts = await self._transform(text, text, done=True)
            if parts is None:
                return
            content = ChatMessage(parts=parts)
        self._append(content, icon)

    async def append_message_stream(
        self, message: Iterable[Any] | AsyncIterable[Any], *, icon: Icon = None
    ) -> ExtendedTask[[], str]:
        """Add a message that grows chunk by chunk. Returns at once; the stream goes on in the background.

        Parameters
        ----------
        message
            An iterable, sync or async, of strings or of anything that ``message_content_chunk`` knows. A sync one is
            drawn in a thread, so that it may block.
        icon
            As in ``append_message``.

        Returns
        -------
        :
            The stream's task. ``result()`` is its text once it is whole, ``cancel()`` stops it.
        """
        message = drawable(message)
        writer = self._conversation.write(icon=_icon_html(icon, self._process_ui))
        if self._transform is None:
            task = self._streams.start(message, writer)
        else:
            rewritten = self._transform.stream(message, lambda chunk: self._said(message_content_chunk(chunk)))
            task = self._streams.start(rewritten, writer, replaces(writer))
        self._latest.set(task)
        self._react()
        return task

    def message_stream_context(self) -> MessageStreamContext:
        """Write a message by hand: ``async with chat.message_stream_context() as msg: await msg.append("...")``.

        Inside another one, or inside a stream, it joins that message, and ``replace`` takes back what was said in it.
        """
        return self._streams.context()

    @property
    def latest_message_stream(self) -> ExtendedTask[[], str]:
        """The task of the stream that began last (a reactive read); before the first, a task that has not run."""
        self._observed = True
        return self._latest()

    # --- reading -------------------------------------------------------------------------------------------------

    def messages(self, *, format: object = None, token_limits: object = None) -> tuple[ChatMessageDict, ...]:
        """Read the messages that are whole, in order (a reactive read). What a user just sent is the last of them."""
        if format is not None:
            _warn("`format` is ignored: give each message the form that your model wants where you call the model.")
        if token_limits is not None:
            _warn("`token_limits` is ignored: trim the messages where you call the model.")
        self._observed = True
        self._version()
        return tuple(_as_dict(message) for message in self._conversation.ended_messages())

    def user_input(self) -> UserInput | None:
        """What the user submitted last (a reactive read): a string that also unpacks to text and attachments."""
        self._observed = True
        return self._user_input()

    @overload
    def on_user_submit(self, fn: UserSubmitFunction) -> Effect: ...
    @overload
    def on_user_submit(self, fn: None = None) -> Callable[[UserSubmitFunction], Effect]: ...
    def on_user_submit(self, fn: UserSubmitFunction | None = None) -> Effect | Callable[[UserSubmitFunction], Effect]:
        """Call a function on every submission, as a decorator.

        Parameters
        ----------
        fn
            Takes nothing, the text, or the text and the attachments. What it reads of the reactive graph does not make
            it run again.
        """
        if fn is None:
            return self.on_user_submit
        effect = self._submissions.handle(fn)
        self._effects.append(effect)
        return effect

    # --- the page ------------------------------------------------------------------------------------------------

    def update_user_input(
        self,
        *,
        value: str | None = None,
        placeholder: str | None = None,
        submit: bool = False,
        focus: bool = False,
    ) -> None:
        """Change the text box.

        Parameters
        ----------
        value
            The text to put in.
        placeholder
            What it says while empty.
        submit
            Send ``value`` for the user; what they were typing stays.
        focus
            Move the focus to the text box.
        """
        if value is None and (submit or focus):
            raise ValueError("`submit` and `focus` need a `value`: say what to put into the text box.")
        if self._line is not None:
            self._line.instruct(ComposerFrame(value=value, placeholder=placeholder, submit=submit, focus=focus))

    async def clear_messages(self, *, greeting: bool = False) -> None:
        """Forget all messages; with ``greeting=True`` the greeting too, so that a new one is asked for."""
        self._conversation.clear()
        self._greeter.in_vain = False
        if greeting:
            self._conversation.clear_greeting()

    async def set_greeting(self, greeting: str | HTML | Tag | TagList | ChatGreeting | None) -> None:
        """Show a greeting, or forget it (None). A streamed one goes on in the background."""
        self._greeter.set(greeting)

    def get_greeting(self) -> str | None:
        """Get the greeting's text: None where there is none, or while it is still being streamed."""
        return self._greeter.get()

    def destroy(self) -> None:
        """Take the chat away: what runs for it ends, its effects are gone, its page is told nothing more."""
        for effect in self._effects:
            effect.destroy()
        self._streams.close()
        self._submissions.stop()
        self._reactor.cancel()
        self._conversation.close()
        if self._line is not None:
            self._line.close()
        self._forget()

    # --- deprecated ----------------------------------------------------------------------------------------------

    def set_user_message(self, value: str) -> None:
        """Set the text box. Deprecated: use ``update_user_input(value=...)``."""
        _warn("`set_user_message()` is deprecated: use `update_user_input(value=...)`.")
        self.update_user_input(value=value)

    def transform_assistant_response(self, fn: TransformAssistantResponse | None = None) -> Any:
        """Rewrite what the assistant says, as a decorator. Deprecated: rewrite the stream itself."""
        _warn("`transform_assistant_response()` is deprecated: rewrite the text before you append it.")
        if fn is None:
            return self.transform_assistant_response
        self._transform = Transform(fn)
        return None

    def transform_user_input(self, *args: object, **kwargs: object) -> Any:
        """Gone."""
        raise TypeError(
            "`transform_user_input()` is gone: change the text at the top of your `on_user_submit` function."
        )

    # --- within --------------------------------------------------------------------------------------------------

    def _append(self, content: ChatMessage, icon: Icon) -> None:
        parts = self._parts_of(content)
        if content.role == "assistant":
            writer = self._conversation.write(icon=_icon_html(icon, self._process_ui))
            writer.parts(parts)
            writer.end()
            return
        if content.role == "user":
            self._user_input.set(UserInput(content.content, content.attachments))
        self._conversation.add(Message(id="", role=content.role, parts=parts))

    def _said(self, content: ChatMessage) -> str:
        """What a transform is given: text and UI; thoughts and tools are not for it."""
        said = [part for part in self._parts_of(content) if isinstance(part, TextPart | HtmlPart)]
        return Message(id="", parts=list[Part](said)).content()

    def _parts_of(self, content: ChatMessage) -> list[Part]:
        return content.to_parts(self._process_ui)

    def _messages_changed(self) -> None:
        with reactive.isolate():
            self._version.set(self._version() + 1)
        self._react()

    def _react(self) -> None:
        if self._observed:  # a flush costs every session of the process: only where someone looks
            flush_soon()

    def _tell_input(self, name: str) -> None:
        if self._session is not None:
            set_input(self._session, f"{self.id}_{name}", round(time.time() * 1000))


def _icon_html(icon: Icon, process_ui: ProcessUi | None) -> str | None:
    if icon is None or icon is True:
        return None
    if icon is False:
        return ""
    content = ChatMessage(HTML(icon) if isinstance(icon, str) else icon)
    return "".join(part.html for part in content.to_parts(process_ui) if isinstance(part, HtmlPart))


def _as_dict(message: Message) -> ChatMessageDict:
    said: ChatMessageDict = {"content": message.content(), "role": message.role}
    deps = [dep for part in message.parts if isinstance(part, HtmlPart) for dep in part.deps]
    if deps:
        said["html_deps"] = deps
    return said


def _warn(text: str) -> None:
    warnings.warn(text, DeprecationWarning, stacklevel=3)
