"""``kg serve``: the graph as a SPARQL endpoint."""

from __future__ import annotations

import click

from kg.cli.common import open_store, store_option


@click.command()
@click.option("--host", help="Address to listen on (KG_SERVE_HOST; 127.0.0.1 by default).")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Port; 0 takes a free one (KG_SERVE_PORT; 8502 by default)."
)
@click.option("--cors", metavar="ORIGINS", help="Origins whose pages may ask, or * (KG_SERVE_CORS; none by default).")
@store_option
def serve(host: str | None, port: int | None, cors: str | None, folder: str | None) -> None:
    """Serve the graph: the SPARQL 1.1 Protocol under /sparql, an editor with examples under /.

    It reads only. Every query runs in a process of its own, with limits; docs/sparql.md tells them and their settings.
    Only this machine is served. On another address KG_SERVE_TOKEN must hold a secret, which clients send as
    Authorization: Bearer. It runs until Ctrl-C.

    \b
    Examples:
      kg serve
      curl http://localhost:8502/sparql --data-urlencode "query=ASK { ?c a cifre:Claim }"
    """
    from kg.serve import serve as run

    run(
        open_store(folder),
        host=host,
        port=port,
        cors=cors,
        said=lambda line: click.echo(f"Cifre: {line} (stop: Ctrl-C)"),
    )
