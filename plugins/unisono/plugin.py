"""The MkDocs adapter. All it does is hand pages over: the model to the extension, the order to the navigation, findings to
MkDocs' log."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.templates import TemplateContext

from unisono.checking.settings import Settings, SettingsError, Where
from unisono.checking.wording import count, visible
from unisono.pages.audience import chosen_audience
from unisono.pages.model import Page
from unisono.project.baseline import Baseline, BaselineError, read_baseline
from unisono.project.cache.store import Store, cache_folder
from unisono.project.configuration import checked_settings, find_configuration, mkdocs_where, named_path
from unisono.project.processes import look_for_garbage_seldom
from unisono.site import trying
from unisono.site.ahead import draw_ahead
from unisono.site.build import NOT_FOUND, STYLES, Build
from unisono.site.drawn_once import draw_navigation_once
from unisono.site.live import Live
from unisono.site.machines import Twin
from unisono.text.files import INCLUDES, UnreadableError, keep_inside
from unisono.words import DEFAULT as ENGLISH
from unisono.words import language_for

log = logging.getLogger("mkdocs.plugins.unisono")


class NoOptions(Config):
    """What MkDocs validates, which is nothing: `Settings` is the schema."""


class UnisonoPlugin(BasePlugin[NoOptions]):
    """Renders endpoint pages, orders them, leaves out what is not for the audience, and logs what is wrong as warnings."""

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> tuple[ConfigErrors, ConfigWarnings]:
        """Validates as the command line does, by the one schema of the settings."""
        file = Path(config_file_path) if config_file_path else None
        self.where: Where = lambda *keys: mkdocs_where(file)(*keys) if file else "plugin 'unisono'"
        try:
            self.given = checked_settings(options, self.where) if options else None
        except SettingsError as error:
            raise ValidationError(visible(str(error))) from None
        return super().load_config({}, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.dirty = dirty
        self.preview = command == "serve"
        self.unfinished: list[tuple[Build, list[Twin]]] = []
        self.is_divided = False
        self.live: Live | None = None
        self.shown: Mapping[str, Page] = {}
        if not self.preview:
            look_for_garbage_seldom(1_000_000)  # each process draws some hundred pages, and would look once

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        for extension in ("attr_list", "def_list", "tables", "unisono"):
            if extension not in config.markdown_extensions:
                config.markdown_extensions.append(extension)
        if STYLES not in config.extra_css:  # as it is in the builds of other languages
            config.extra_css.insert(0, STYLES)  # so that the site's own styles come after it
        settings, includes, baseline = self._settings(Path(config.docs_dir), Path(config.config_file_path))
        try:
            keep_inside(Path(config.docs_dir))  # before MkDocs goes through them
        except UnreadableError as error:
            raise ConfigurationError(visible(f"the folder {error}")) from None
        try:
            self.baseline = read_baseline(baseline) if baseline else Baseline(Path(), Counter())
        except BaselineError as error:
            raise ConfigurationError(visible(str(error))) from None
        self.audience = chosen_audience(settings.audience, os.environ, stated=settings.states_audience)
        tried = settings.try_it and not trying.is_for_files(config)
        self.settings = replace(
            settings, audience=self.audience.values if self.audience.known else settings.audience, try_it=tried
        )
        if settings.try_it and not tried:
            log.info("Try it: left out of a site that is made for files, which have no origin that a server could allow")
        self.includes = Path(os.path.normpath(includes))
        if not self.includes.is_relative_to(config.docs_dir) and self.includes.is_dir():
            config.watch.append(str(self.includes))
        return config

    @event_priority(100)  # before plugins that look at the pages
    def _take_files(self, files: Files, config: MkDocsConfig) -> Files:
        place = Path(config.config_file_path) if config.config_file_path else None
        store = Store(cache_folder(place), lambda message: logging.getLogger("unisono").warning(visible(message)))
        # By now, mkdocs-static-i18n has set the language of this build.
        settings = replace(self.settings, locale=self.settings.locale or self._locale(config))
        given = (config, settings, self.audience, self.includes, self.baseline)
        self.build = Build(*given, preview=self.preview, is_part=bool(self.unfinished), store=store, earlier=self.shown)
        self.build.take_files(files)
        return files

    @event_priority(-90)  # after plugins that make pages, and before mkdocs-static-i18n, which has them for each language
    def _take_more_files(self, files: Files, config: MkDocsConfig) -> Files:
        del config
        self.build.take_pages(files)
        if self.dirty:
            self.build.withheld.remove_earlier(files)
        return files

    on_files = CombinedEvent(_take_files, _take_more_files)

    @event_priority(50)
    def _take_navigation(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        del config
        self.build.take_navigation(nav, files)
        return nav

    @event_priority(-200)  # after mkdocs-static-i18n (-100), which sorts by title what is in the section of a language
    def _take_navigation_again(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        del config, files
        self.build.order_again(nav)
        return nav

    on_nav = CombinedEvent(_take_navigation, _take_navigation_again)

    @event_priority(100)  # before plugins that know better
    def on_page_read_source(self, page: SitePage, config: MkDocsConfig) -> str | None:
        del config
        return self.build.with_line_end(page)

    @event_priority(-100)  # the last to see the text, so that nothing else is converted between this and the page
    def on_page_markdown(self, markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> None:
        del config, files
        self.build.take_page(page, markdown)

    def on_page_content(self, html: str, *, page: SitePage, **_: Any) -> str:
        return self.build.with_tools(page, html)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """The last chance before anything is written. With `-q`, MkDocs counts no warnings for its own `strict`."""
        self.env = env
        draw_navigation_once(env)
        may = self.build.may_draw_ahead and not self.dirty
        self.drawn = draw_ahead(env, config, files, self.build) if may else None
        self.build.check_site()
        self.build.fill_downloads()
        if self.settings.try_it:
            log.info(visible(trying.told(self.build.heads, files)))
        if known := self.build.known_findings:
            log.info(visible(f"{self.baseline.file}: {count(known, 'finding')} known"))
        if self.build.failures and not self.preview:
            raise PluginError(
                f"unisono: failed at {count(len(self.build.failures), 'page')}\n" + "\n".join(self.build.failures)
            )
        found = self.build.findings
        quiet = not log.isEnabledFor(logging.WARNING)
        if found and not self.preview and (self.settings.strict or (config.strict and quiet)):
            raise PluginError("\n".join([*(found if quiet else ()), f"unisono: {count(len(found), 'finding')}"]))

    @event_priority(100)  # before the search plugin, which would read the page's HTML
    def _before_search(self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: Navigation) -> None:
        del context, config, nav
        self.build.before_search(page)

    @event_priority(-100)
    def _after_search(self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: Navigation) -> None:
        del context, config, nav
        self.build.after_search(page)

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        del config
        return self.build.finish_page(page, output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        del config
        return self.build.finish_not_found(output_content) if template_name == NOT_FOUND else output_content

    @event_priority(100)  # before the search plugin writes its index
    def _finish(self, *, config: MkDocsConfig) -> None:
        """A plugin may build again for each language, in the course of this event (mkdocs-static-i18n)."""
        del config
        if self.drawn:
            self.drawn.keep()
        self.is_divided |= bool(self.unfinished)
        others = self.unfinished[-1][1] if self.unfinished else ()
        self.unfinished.append((self.build, self.build.finish(others)))
        self.shown = self.build.shown if self.preview else {}

    @event_priority(-200)  # the last to have a hand in what is written, after the builds of other languages (-100)
    def _look_at_all(self, *, config: MkDocsConfig) -> None:
        del config
        build, _ = self.unfinished.pop()
        if missing := list(build.not_whole()):
            advice = (
                "another plugin, a hook or the theme has taken it away, or a Markdown extension; see which by leaving them out"
            )
            raise PluginError("\n".join([*missing, f"unisono: {count(len(missing), 'endpoint page')} not whole: {advice}"]))

    def on_build_error(self, *, error: Exception) -> None:
        del error
        self.unfinished.clear()

    on_post_build = CombinedEvent(_finish, _look_at_all)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., object]) -> LiveReloadServer:
        del config, builder
        if not self.is_divided:  # there is no one last build
            self.live = Live(server, lambda: (self.build, self.env))
        return server

    def on_shutdown(self) -> None:
        if self.live:
            self.live.end()

    def _locale(self, config: MkDocsConfig) -> str:
        """The language of the theme: Material's `language`, or the `locale` of MkDocs' own themes."""
        locale = str(config.theme.get("language") or config.theme.get("locale") or ENGLISH)
        found = language_for(locale, self.settings.words)
        if found is None:
            log.info(visible(f"There are no words in '{locale}' for what pages say by themselves; they are in English"))
        return found or ENGLISH

    def _settings(self, pages: Path, file: Path) -> tuple[Settings, Path, Path | None]:
        """The plugin's options, in `file`, or, where it has none, what `unisono.toml` or `pyproject.toml` say; the includes
        folder and the baseline."""
        if self.given is not None:
            try:
                baseline = (
                    named_path(file, self.where, file.parent, "baseline", self.given.baseline) if self.given.baseline else None
                )
                includes = Path(os.path.normpath(pages / self.given.includes))
                if not includes.is_relative_to(pages):  # wherever MkDocs has been told that these are
                    includes = named_path(file, self.where, pages, "includes", self.given.includes)
            except SettingsError as error:
                raise ConfigurationError(visible(str(error))) from None
            return replace(self.given, folder=os.path.relpath(file.parent)), includes, baseline
        try:
            found = find_configuration(pages)
        except SettingsError as error:
            raise ConfigurationError(visible(str(error))) from None
        if found.file is None or found.file.suffix != ".toml":  # of another site
            return Settings(), pages / INCLUDES, None
        return found.settings, found.includes or pages / INCLUDES, found.baseline
