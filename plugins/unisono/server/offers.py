"""What the editor is offered to be done to an open text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lsprotocol import types

from unisono.checking.diagnostic import Diagnostic
from unisono.editing.actions import LACKING, Action, all_safe_fixes, fixes, missing_samples
from unisono.editing.positions import place
from unisono.editing.sites import View
from unisono.server.messages import ADD, FIX_ALL, range_sent
from unisono.server.open_texts import Server


def offers(server: Server, path: Path, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done at a place of the text that is open there."""
    view = server.desk.view(path)
    if view is None:
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
