// The page of a gate or a door: shows rotating codes, or scans passes.

import { say, other, change, translate } from './door-words.js';
import { Clock, Trouble, ask, forget, keep, recall, stay } from './door-line.js';
import { show } from './door-codes.js';
import { Steward, digitsOf } from './door-steward.js';
import { Camera } from './door-camera.js';

const $ = id => document.getElementById(id);
const kept = recall('sheet');
const clock = new Clock(kept?.behind);

let sheet = kept?.sheet ?? null; // what the server said of this place last
let online = true;               // as far as the last answer tells
let gone = false;                // the link was replaced
let view = 'scan';               // of a steward's two

// A line of the server's, every 20 s; sooner where there was none.

async function refresh() {
  try {
    sheet = await ask(clock, '/codes');
    keep('sheet', { sheet, behind: clock.behind });
    told(true);
  } catch (e) {
    if (!(e instanceof Trouble)) throw e;
    told(e.key === 'gone' ? 'gone' : false);
  }
  if (online && sheet?.staff) await steward.flush();
  await look();
}

async function keepRefreshing() {
  await refresh();
  switchCamera();
  for (;;) {
    await new Promise(go => { wake = go; setTimeout(go, online || gone ? 20e3 : 3e3 + 2e3 * Math.random()); });
    await refresh();
  }
}

let wake = () => {};
addEventListener('online', () => wake());
addEventListener('offline', () => told(false));
document.addEventListener('visibilitychange', () => { if (!document.hidden) wake(); });

// told takes in how the line is: true, false, or 'gone'. What a replaced link
// showed is forgotten at once. Scans that wait are kept: a server that is being
// exchanged says 404 too, for a moment.
function told(how) {
  online = how === true;
  if (online || how === 'gone') gone = !online;
  if (gone) {
    sheet = null;
    forget('sheet');
  }
  draw();
}

// draw shows everything but what a steward has just done.
function draw() {
  $('language').textContent = other();
  $('place').textContent = sheet?.place ?? '';
  $('kind').textContent = sheet ? `${sheet.gate ? say.gate : say.door} · ${sheet.hunt}` : '';
  document.title = sheet ? `${sheet.place} · Crescendo` : 'Crescendo';
  $('line').textContent = gone ? '' : online ? say.online : say.offline;
  $('line').classList.toggle('lost', !online);
  const scans = !!sheet?.staff;
  $('codes').hidden = !sheet || scans;
  $('hello').hidden = !scans || !!steward.name;
  $('tabs').hidden = !scans || !steward.name;
  $('scan').hidden = !scans || !steward.name || view !== 'scan';
  $('list').hidden = !scans || !steward.name || view !== 'list';
  if (scans) drawSteward(); else drawCodes();
}

function alarm(text) {
  if ($('alarm').textContent !== text) $('alarm').textContent = text;
  $('alarm').hidden = !text;
}

function drawCodes() {
  if (!sheet) { alarm(gone ? say.gone : online ? '' : say.waiting); return; }
  const until = show(sheet, clock.now);
  const minutes = Math.floor((until - clock.now) / 60e3);
  if (!until) alarm(sheet.gate ? say.codesGoneGate : say.codesGone);
  else alarm(online ? '' : say.codesLast(minutes));
}

// A steward's.

const steward = new Steward(clock, () => draw(), told);
const camera = new Camera($('video'), text => { if (steward.sees(text)) note(text); });

function drawSteward() {
  const n = steward.waiting;
  alarm(online ? '' : sheet.gate ? say.sendElsewhereGate(n) : say.sendElsewhere(n));
  $('toList').textContent = say.toList(steward.scans.length);
  $('toScan').setAttribute('aria-pressed', view === 'scan');
  $('toList').setAttribute('aria-pressed', view === 'list');
  $('leave').textContent = say.leave(steward.name);
  $('nobody').hidden = steward.scans.length > 0;
  if (view === 'list') drawList();
}

let drawn = '';

function drawList() {
  const rows = steward.scans.map(row), now = JSON.stringify(rows);
  if (now === drawn) return;
  drawn = now;
  $('scans').replaceChildren(...rows.map(r => {
    const item = element('li', '', r.kind), head = element('div', '', 'who');
    head.append(element('b', r.name), element('time', r.time));
    item.append(head, element('span', r.state, 'state'));
    if (r.why) item.append(element('span', r.why, 'why'));
    return item;
  }));
}

function element(tag, text, className = '') {
  const e = document.createElement(tag);
  e.textContent = text;
  e.className = className;
  return e;
}

// row is what the list says about a scan.
function row(scan) {
  const player = scan.number ? say.player(scan.number) : say.somebody, nickname = steward.names.get(scan.number);
  const kind = scan.waiting ? 'waiting' : scan.error ? 'refused' : scan.state;
  const state = say.states[kind];
  return {
    name: nickname && nickname !== player ? `${nickname} · ${player}` : player,
    time: new Date(scan.at - (clock.known ? clock.behind : 0)).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' }),
    kind,
    state: scan.error ? say.refused[scan.error] ?? scan.error : typeof state === 'function' ? state(scan.seat) : state ?? kind,
    why: (scan.why ?? []).map(w => say.why[w] ?? w).join(', '),
  };
}

// look asks for the statuses while the steward looks at them.
async function look() {
  if (!online || view !== 'list' || !sheet?.staff || document.hidden) return;
  try { await steward.look(); } catch (e) {
    if (!(e instanceof Trouble)) throw e;
    if (e.key === 'offline') told(false);
  }
}

let hiding = 0;

// banner says what became of a scan, to whoever stands before the phone.
function banner(text, kind) {
  clearTimeout(hiding);
  $('banner').textContent = text;
  $('banner').className = `banner ${kind}`;
  $('banner').hidden = !text;
  if (kind !== 'sending') hiding = setTimeout(() => banner('', 'sending'), kind === 'refused' ? 6000 : 3000);
}

let noting = false;

async function note(shown) {
  if (noting) return;
  noting = true;
  banner(say.sending, 'sending');
  try {
    const how = await steward.note(shown);
    banner(say[how] ?? say.refused[how] ?? how, say[how] ? how : 'refused');
    if (how === 'noted' && 'vibrate' in navigator) navigator.vibrate(60);
  } finally { noting = false; }
}

$('hello').addEventListener('submit', e => {
  e.preventDefault();
  const name = $('steward').value.trim();
  if (!name) { $('steward').focus(); return; }
  steward.call(name);
  draw();
});

$('leave').addEventListener('click', () => {
  $('steward').value = steward.name;
  steward.call('');
  camera.stop();
  draw();
});

$('typed').addEventListener('submit', async e => {
  e.preventDefault();
  const digits = digitsOf($('pass').value);
  if (!digits) { banner(say.lookAgain, 'refused'); return; }
  $('pass').value = '';
  $('pass').blur(); // the keyboard covers the answer
  await note(digits);
});

$('camera').addEventListener('click', openCamera);

async function openCamera() {
  $('trouble').hidden = true;
  $('camera').disabled = true;
  try {
    await camera.start();
    keep('camera', true);
  } catch (e) {
    if (!(e instanceof Trouble)) throw e;
    $('trouble').textContent = say.trouble[e.key];
    $('trouble').dataset.key = e.key;
    $('trouble').hidden = false;
  } finally {
    $('camera').disabled = false;
    $('camera').hidden = camera.open;
    document.querySelector('.view').classList.toggle('open', camera.open);
  }
}

// A camera is open while somebody looks through it.
function switchCamera() {
  const wanted = !document.hidden && view === 'scan' && sheet?.staff && steward.name && recall('camera');
  if (wanted && !camera.open) openCamera();
  if (!wanted && camera.open) { camera.stop(); $('camera').hidden = false; }
}

for (const [id, to] of [['toScan', 'scan'], ['toList', 'list']]) {
  $(id).addEventListener('click', () => {
    view = to;
    switchCamera();
    draw();
    look();
  });
}

$('language').addEventListener('click', () => {
  change();
  translate();
  if ($('trouble').dataset.key) $('trouble').textContent = say.trouble[$('trouble').dataset.key];
  draw();
});

// The screen stays on: people look at it from afar.
let lock = null;

async function stayAwake() {
  if (document.hidden || lock && !lock.released) return;
  try { lock = await navigator.wakeLock?.request('screen'); } catch { lock = null; /* not without a gesture, or the battery is low */ }
}

document.addEventListener('visibilitychange', () => { stayAwake(); switchCamera(); });
document.addEventListener('click', stayAwake);

translate();
draw();
stayAwake();
stay();
keepRefreshing();
setInterval(() => { if (sheet && !sheet.staff) drawCodes(); }, 200);
setInterval(look, 3000);
