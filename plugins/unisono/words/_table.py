"""The words themselves, and what holds in every language."""

from __future__ import annotations

from unisono.records import dataclass


@dataclass(frozen=True)
class Words:
    """All that a page says by itself, with `{names}` where something is put in. Of a pair, `…_one` is for one of a thing. What
    the script says begins with `script_` and the name of what it is for, with which the page hands it over."""

    contents: str
    """The menu of a page's sections."""
    copy_page: str
    """Copies the page as Markdown."""
    script_page_copied: str
    """In its place when that is done."""
    deprecated: str
    """On an endpoint that should no longer be used."""
    copy_url: str
    copy_path: str
    from_samples: str
    """Beside a path that the page does not declare: its samples have it."""

    required: str
    optional: str
    default: str
    """What a parameter is where it is not given."""
    one_of: str
    """The values that a parameter may have."""
    members_of: str
    """Opens the parameters within another one."""
    permanent_link: str
    expand_all: str
    """Opens the parameters within all others; the next one folds them again."""
    collapse_all: str
    all_lines: str
    """Opens long code; the next one folds it again."""
    fewer_lines: str
    copy_markdown: str
    """Copies code with the endpoint that it is of."""

    path_parameters: str
    """The headings of lists that the front matter has without a title."""
    query_parameters: str
    header_parameters: str
    cookie_parameters: str
    request_parameters: str
    response_parameters: str

    responses: str
    """The heading of the table of what an endpoint answers; the next four are those of its columns."""
    status: str
    meaning: str
    content: str
    example: str
    parameters_one: str
    parameters_other: str

    method: str
    """The columns of a list of endpoints."""
    path: str
    name: str

    authentication: str
    """What an endpoint is accessed with, from what its samples send."""
    header_fields: str
    in_some: str
    """What only some of the samples have."""
    sent: str
    """The column of that in the list of a site; the next two are where nothing is."""
    no_credentials: str
    unknown_credentials: str

    downloads: str
    """Below a list of all endpoints."""

    code: str
    """The columns of a catalogue of errors that are not in the others."""
    endpoints: str
    no_status: str
    errors_documented: str
    """Of how many of `endpoints_one` or `endpoints_other`."""
    endpoints_one: str
    endpoints_other: str
    many_endpoints: str

    samples: str
    """Headings of the page as Markdown."""
    examples: str

    seal_one: str
    """How many of the samples of a page, `samples_one` or `samples_other`, send what it documents."""
    seal_other: str
    seal_of_set_one: str
    """The same on a page with several sets of samples, each for a request."""
    seal_of_set_other: str
    samples_one: str
    samples_other: str
    seal_and_others: str
    """That, and how many of the others are what, with `comma` between them."""
    comma: str
    differ_one: str
    differ_other: str
    invalid_one: str
    invalid_other: str
    unsupported_one: str
    unsupported_other: str
    uncalled_one: str
    uncalled_other: str
    no_path: str
    """That the samples' paths were compared with one another alone."""
    sample_agrees: str
    sample_uncalled: str
    sample_disagrees: str
    sample_invalid: str
    sample_unsupported: str
    written_by_the_build: str
    """One of the four before this of a sample that no author wrote."""
    explanation: str
    """What it means that samples agree. `others` is one of the next two."""
    other_samples: str
    other_samples_of_set: str
    report: str

    means_agree: str
    """What the mark of a sample means. Never that it works: it was read, not run."""
    means_uncalled: str
    means_disagree: str
    means_invalid: str
    means_unsupported: str
    means_agree_beside: str
    """The same where no page documents the request."""
    means_disagree_beside: str

    own: str
    """The form for the reader's own values."""
    own_note: str
    own_note_tried: str
    """The same where a request can be sent."""
    own_query: str
    """Above values that there may be many of."""
    own_header: str
    own_body: str
    own_truth: str
    own_clear: str
    own_server: str
    own_as_in_samples: str
    """What is chosen where no server is."""
    own_base: str
    own_token: str
    script_own_show: str
    script_own_hide: str
    script_own_show_token: str
    """What these two do, for those who do not see what they stand beside. Each begins with, or has in it, what is seen."""
    script_own_hide_token: str
    script_own_no_scheme: str
    """What is wrong with a value; followed by `script_own_refused`."""
    script_own_other_scheme: str
    script_own_no_host: str
    script_own_user: str
    script_own_query: str
    script_own_bad_host: str
    script_own_percent: str
    script_own_sign: str
    script_own_twice: str
    script_own_dots: str
    script_own_encoding: str
    script_own_control: str
    script_own_number: str
    script_own_truth: str
    script_own_long: str
    script_own_refused: str
    """What comes of it."""
    script_own_some_kept: str
    script_own_kept: str
    """Below a sample. `values` are the next two or names of the path, with `script_own_and` before the last."""
    script_own_kept_base: str
    script_own_kept_token: str
    script_own_and: str

    try_it: str
    """Where readers send a request from their own browser."""
    try_request: str
    try_server: str
    try_choose: str
    try_sent: str
    try_cancel: str
    try_own: str
    try_note: str
    try_fields: str
    """What a browser does not send of a request."""
    try_no_method: str
    try_no_content: str
    try_no_files: str
    try_no_signs: str
    try_no_controls: str
    script_try_send: str
    script_try_send_to: str
    script_try_copy: str
    script_try_correct: str
    """What keeps a request from being sent."""
    script_try_no_server: str
    script_try_worked_out: str
    script_try_give: str
    script_try_no_address: str
    script_try_mixed: str
    script_try_no_token: str
    script_try_changes: str
    script_try_waiting: str
    script_try_cancelled: str
    script_try_offline: str
    script_try_redirect: str
    """Followed by what to do."""
    script_try_no_answer: str
    script_try_run: str
    script_try_run_sample: str
    script_try_copied: str
    script_try_marked: str
    script_try_same: str
    script_try_differs_one: str
    script_try_differs_other: str
    script_try_status: str
    """In what an answer differs."""
    script_try_no_status: str
    script_try_media: str
    script_try_no_media: str
    script_try_no_json: str
    script_try_type: str
    script_try_content: str
    script_try_kind_s: str
    script_try_kind_n: str
    script_try_kind_b: str
    script_try_kind_o: str
    script_try_kind_a: str
    script_try_or: str
    script_try_missing: str
    script_try_added: str
    script_try_more: str
    script_try_answer: str
    script_try_documented: str
    script_try_command: str
    script_try_save: str
    script_try_empty: str
    script_try_bytes: str
    script_try_untyped: str
    script_try_cut: str
    script_try_unread: str
    script_try_fields: str

    script_missing_search: str
    """On the page for what is not there: a search for the words of the address."""
