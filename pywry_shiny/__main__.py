"""`python -m pywry_shiny`: the gallery of apps on a local port."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from .errors import PywryError
from .gallery import address, listen, make_gallery, open_browser, serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the gallery; give the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m pywry_shiny", description="Show a gallery of small apps, without a key or a network."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, help="port to listen on (default: 8000, or any other if that is taken)")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    given = parser.parse_args(arguments)
    try:
        app = make_gallery()
        with listen(given.host, given.port) as opened:
            url = address(given.host, opened.getsockname()[1])
            print(f"The gallery is at {url} (Ctrl+C ends it)", flush=True)
            # The port is open already, so a browser that is quicker than we are has only to wait.
            if not given.no_browser:
                open_browser(url)
            serve(app, opened)
    except (OSError, PywryError) as error:
        print(f"The gallery cannot be shown: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
