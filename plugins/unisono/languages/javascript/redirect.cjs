// Node.js runs this when it starts: every connection goes to the recorder, whatever host and port it is meant for.
// `http`, `https`, `tls` and the built-in fetch all connect through `net.Socket.prototype.connect`.
'use strict';
const net = require('net');

const port = Number(process.env.UNISONO_WIRE_PORT);
const knownNames = new RegExp(`^(?:${process.env.UNISONO_WIRE_NAMES})$`);
const connect = net.Socket.prototype.connect;

function lookup(name, _options, callback) {
  const error = new Error(`getaddrinfo ENOTFOUND ${name}`);
  callback(Object.assign(error, { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: name }));
}

net.Socket.prototype.connect = function (...given) {
  const [options, callback] = Array.isArray(given[0]) ? given[0] : net._normalizeArgs(given);
  const host = options.host ?? 'localhost';
  const { path: _path, ...others } = options;
  const there = knownNames.test(host) ? { host: '127.0.0.1', port } : { lookup };
  return connect.call(this, { ...others, ...there }, callback);
};
