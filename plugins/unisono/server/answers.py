"""What the editor asks of a place in an open text, and is answered."""

from __future__ import annotations

from lsprotocol import types

from unisono.editing.completion import Proposal, completions
from unisono.editing.definition import other_sites, uses
from unisono.editing.hover import hover
from unisono.editing.outline import Symbol, outline
from unisono.editing.positions import Position, offset
from unisono.editing.sites import View
from unisono.server.messages import ADD, FIX_ALL, Messages, path_named
from unisono.server.open_texts import Server

TRIGGERS = (" ", "[", ",", ".", "/")
"""What is typed before something that may be proposed: editors complete no words of Markdown by themselves."""

_SYMBOLS = {
    "endpoint": types.SymbolKind.Method,
    "heading": types.SymbolKind.String,
    "parameter": types.SymbolKind.Field,
    "sample": types.SymbolKind.Event,
    "example": types.SymbolKind.Object,
}
_PROPOSALS = {
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.Value,
    "rule": types.CompletionItemKind.EnumMember,
    "file": types.CompletionItemKind.File,
    "variable": types.CompletionItemKind.Variable,
}


def answer(server: Server) -> None:
    """Have the server answer."""
    _offer(server)
    _tell(server)
    _lead(server)
    _complete(server)


def _asked(
    server: Server, params: types.HoverParams | types.DefinitionParams | types.ReferenceParams
) -> tuple[View, int] | None:
    """What is known of the text that is asked of, and the character."""
    path = path_named(params.text_document.uri)
    view = server.desk.view(path) if path else None
    at = Position(params.position.line, params.position.character)
    return None if view is None else (view, offset(view.source, at, server.messages.encoding))


def _tell(server: Server) -> None:
    messages = server.messages

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        asked = _asked(server, params)
        told = hover(*asked, lambda span: f"{messages.location(span).uri}#L{span.line}") if asked else None
        if told is None:
            return None
        documents = server.client_capabilities.text_document
        formats = documents.hover.content_format if documents and documents.hover else None
        is_plain = formats is not None and types.MarkupKind.Markdown not in formats
        kind = types.MarkupKind.PlainText if is_plain else types.MarkupKind.Markdown
        return types.Hover(types.MarkupContent(kind, told.markdown), messages.range(told.span))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        path = path_named(params.text_document.uri)
        view = server.desk.view(path) if path else None
        return [_symbol(messages, symbol) for symbol in outline(view)] if view else []


def _symbol(messages: Messages, symbol: Symbol) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        symbol.name,
        _SYMBOLS[symbol.kind],
        messages.range(symbol.span),
        messages.range(symbol.name_span),
        detail=symbol.detail or None,
        children=[_symbol(messages, child) for child in symbol.children],
    )


def _lead(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def defined(params: types.DefinitionParams) -> list[types.Location]:
        path, asked = path_named(params.text_document.uri), _asked(server, params)
        if path is None or asked is None:
            return []
        found = server.desk.found(path)[path].diagnostics
        return [server.messages.location(span) for span in other_sites(*asked, found)]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def used(params: types.ReferenceParams) -> list[types.Location]:
        asked = _asked(server, params)
        return [server.messages.location(span) for span in uses(*asked)] if asked else []


def _complete(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(list(TRIGGERS)))
    def completed(params: types.CompletionParams) -> list[types.CompletionItem]:
        path = path_named(params.text_document.uri)
        source, site = (server.desk.source(path), server.desk.site(path)) if path else (None, None)
        if source is None or site is None:
            return []
        at = offset(source, Position(params.position.line, params.position.character), server.messages.encoding)
        return [_item(server.messages, one) for one in completions(site, source, at)]


def _item(messages: Messages, one: Proposal) -> types.CompletionItem:
    edit = types.TextEdit(messages.range(one.span), one.text or one.label)
    return types.CompletionItem(one.label, kind=_PROPOSALS[one.kind], detail=one.detail or None, text_edit=edit)


def _offer(server: Server) -> None:
    kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL, ADD])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)
    def offered(params: types.CodeActionParams) -> list[types.CodeAction]:
        from unisono.server.offers import offers  # noqa: PLC0415 (adds to the start-up, and nobody asks for it then)

        path = path_named(params.text_document.uri)
        return [] if path is None else offers(server, path, params)
