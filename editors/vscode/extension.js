/** Starts `unisono lsp` for the Markdown files of a window, and again when its settings change. */
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const ADVICE = "Install it with pip install 'unisono[lsp]', or say where it is in the setting unisono.command.";

/** @type {LanguageClient | undefined} */
let client;

exports.activate = async (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand("unisono.restart", restart),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("unisono.command") && restart()),
  );
  await restart();
};

exports.deactivate = stop;

async function stop() {
  if (client?.isRunning()) await client.stop();
}

async function restart() {
  await stop();
  const [command, ...args] = program();
  client = new LanguageClient(
    "unisono",
    "Unisono",
    { command, args, options: { cwd: folders()[0] } },
    {
      documentSelector: [
        { scheme: "file", language: "markdown" },
        { scheme: "file", pattern: "**/_includes/**" },
      ],
    },
  );
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(`Unisono cannot be started (${command}): ${error.message ?? error}. ${ADVICE}`);
  }
}

/** The program to start, with its arguments: as the settings say, else that of the first folder with one, else the PATH's. */
function program() {
  const set = vscode.workspace.getConfiguration("unisono").get("command", []);
  if (set.length > 0) return set;
  const inside = process.platform === "win32" ? path.join("Scripts", "unisono.exe") : path.join("bin", "unisono");
  const own = folders().map((folder) => path.join(folder, ".venv", inside));
  return [own.find((file) => fs.existsSync(file)) ?? "unisono", "lsp"];
}

function folders() {
  return (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
}
