"""What the editor asks of a place in an open text, and is answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from unisono.checking.diagnostic import Diagnostic
from unisono.editing.actions import LACKING, Action, all_safe_fixes, fixes, missing_samples
from unisono.editing.completion import Proposal, completions
from unisono.editing.definition import other_sites, uses
from unisono.editing.hover import hover
from unisono.editing.outline import Symbol, outline
from unisono.editing.positions import Position, offset, place
from unisono.editing.sites import View
from unisono.server.messages import Messages, path_named, range_sent
from unisono.server.open_texts import Server

FIX_ALL = "source.fixAll.unisono"
ADD = "source.addSamples.unisono"
"""Kinds of actions of ours, below those that the protocol has."""


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
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        path = path_named(params.text_document.uri)
        view = server.desk.view(path) if path else None
        if path is None or view is None:
            return []
        where, encoding = range_sent(params.range), server.messages.encoding
        found = view.site.with_fixes(server.desk.found(path)[path].diagnostics)
        found = [one for one in found if place(one.span, encoding).touches(where)]
        return [_action(server, kind, one) for kind, one in _actions(view, found, params.context)]


def _actions(view: View, found: Sequence[Diagnostic], context: types.CodeActionContext) -> Iterator[tuple[str, Action]]:
    """The actions for findings, each with its kind. What is of the whole page is left out where the editor asks by itself: it
    does with each move, and shows only what is of the place."""
    is_asked = context.only is not None or context.trigger_kind is not types.CodeActionTriggerKind.Automatic
    if _is_wanted(types.CodeActionKind.QuickFix.value, context):
        yield from ((types.CodeActionKind.QuickFix.value, one) for one in fixes(found))
        if any(one.rule == LACKING for one in found):
            yield from ((types.CodeActionKind.QuickFix.value, one) for one in missing_samples(view, found))
    if view.source is not view.page.source or not is_asked:
        return
    if _is_wanted(FIX_ALL, context) and (whole := all_safe_fixes(view)) is not None:
        yield FIX_ALL, whole
    if _is_wanted(ADD, context):
        yield from ((ADD, one) for one in missing_samples(view))


def _is_wanted(kind: str, context: types.CodeActionContext) -> bool:
    """Whether the editor asks for actions of that kind: kinds with more words are below those with fewer."""
    return context.only is None or any(f"{kind}.".startswith(f"{getattr(one, 'value', one)}.") for one in context.only)


def _action(server: Server, kind: str, action: Action) -> types.CodeAction:
    workspace = server.client_capabilities.workspace
    editing = workspace.workspace_edit if workspace else None
    versioned = bool(editing and editing.document_changes)
    mends = [server.messages.diagnostic(one) for one in action.mends]
    return types.CodeAction(
        action.title,
        kind,
        diagnostics=mends or None,
        is_preferred=(action.is_safe if kind == types.CodeActionKind.QuickFix.value else None) or None,
        edit=server.messages.edit(action.edits, versioned=versioned),
    )
