"""Which of our modules reads the types of which SDK, and loading it when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module, metadata
from typing import Any

from ..content.chat_message import ChatMessage

Handler = Callable[[Any], ChatMessage]
Register = Callable[[type[Any], Handler], object]
"""Teaches how a class is read; the first reading of a class counts."""

_ADAPTERS: dict[str, tuple[str, ...]] = {
    "anthropic": ("sdk_anthropic",),
    "chatlas": ("sdk_chatlas",),
    "google.genai": ("sdk_google_genai",),
    "langchain_core": ("sdk_langchain",),
    "ollama": ("sdk_ollama",),
    "openai": ("sdk_openai_chat", "sdk_openai_responses"),
    "pydantic_ai": ("sdk_pydantic_ai",),
}
"""The package an SDK's classes live in, and our modules for it. Two of them can break apart from each other."""

_DISTRIBUTIONS = {
    "google.genai": "google-genai",
    "langchain_core": "langchain-core",
    "pydantic_ai": "pydantic-ai-slim",
}

_loaded: set[str] = set()
_broken: dict[str, str] = {}
_handlers: dict[type[Any], Handler] = {}


def handlers_for(cls: type[Any]) -> Mapping[type[Any], Handler]:
    """Give all handlers, when those for the SDKs that a class, or a class above it, comes from are loaded."""
    for package in _packages_of(cls):
        if package not in _loaded:
            for name in _ADAPTERS[package]:
                _load(package, name)
            _loaded.add(package)
    return _handlers


def excuse_for(cls: type[Any]) -> str:
    """Say why the types of a class's SDK cannot be read, or nothing."""
    return "".join(f" {_broken[package]}" for package in _packages_of(cls) if package in _broken)


def _load(package: str, name: str) -> None:
    # By name, since importing it imports the SDK; what an SDK has renamed must break no chat that never uses it.
    try:
        import_module(f"{__package__}.{name}").register(_handlers.setdefault)
    except (ImportError, AttributeError) as error:
        _broken[package] = (
            f"The installed {package} ({_version(package)}) is not as this version of pywry-shiny knows it: {error}."
        )


def _version(package: str) -> str:
    try:
        return metadata.version(_DISTRIBUTIONS.get(package, package))
    except metadata.PackageNotFoundError:
        return "version unknown"


@lru_cache(maxsize=1024)
def _packages_of(cls: type[Any]) -> list[str]:
    modules = [f"{base.__module__}." for base in cls.__mro__]
    return [package for package in _ADAPTERS if any(module.startswith(f"{package}.") for module in modules)]
