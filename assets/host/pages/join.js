// The page where people join: a nickname, one tap, and the player takes over.
//
// Between this page and the player, on window.crescendo:
//   audio     the AudioContext that the tap unlocked
//   token     of the session, nickname, address of the server
//   walk      'keys', 'gps' or '' for what the hunt says
//   touch     whether steps beat in the hand
//   start()   called here: runs the player
//   ended(reason)  called by the player when its evening is over: a close code
//             or its name; the player then returns from main

import { words, translate } from './words.js';
import { Evening } from './evening.js';
import { Trouble, lacks, load, run } from './player.js';

const $ = id => document.getElementById(id);
const evening = new Evening();
const store = 'crescendo';

let player = null;  // the compiled module
let percent = 0;    // of its way here
let playing = null; // the running player: playing.ended fulfils when it has stopped
let busy = false;   // between the tap and the player's first picture
let reload = false; // the button loads the page again: there is a newer player
let hunt = null;
let coded = false;  // a resume code is typed, instead of joining

const crescendo = window.crescendo = { audio: null, token: '', nickname: '', address: location.origin, walk: '', touch: false, start, ended };

let trouble = ''; // the error that is shown, as a key of the catalogue's errors

function say(text, key = '') {
  trouble = key;
  if ($('status').textContent !== text) $('status').textContent = text;
  $('status').classList.toggle('trouble', !!key);
}

const complain = key => say(words.errors[key] ?? words.errors.other, key || 'other');

// The session of a player who comes back, kept as long as the hunt is the same.

function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(store));
    return kept?.token && kept.evening === name() ? kept : null;
  } catch { return null; }
}

const remember = number => localStorage.setItem(store, JSON.stringify({ token: crescendo.token, nickname: crescendo.nickname, number, evening: name() }));

function forget() {
  $('nickname').value ||= crescendo.nickname || (remembered()?.nickname ?? '');
  localStorage.removeItem(store);
}
const name = () => hunt ? `${hunt.id} ${hunt.starts_ms}` : '';

function button(text) {
  const kept = remembered(), joins = !kept && !coded;
  $('who').hidden = $('nickname').hidden = !joins;
  $('as').hidden = $('class').hidden = !joins || !hunt?.classes?.length;
  $('asked').hidden = $('invitation').hidden = !joins || !hunt?.invitation;
  $('coded').hidden = $('code').hidden = !!kept || !coded;
  $('anew').hidden = !kept;
  $('takeover').hidden = !!kept;
  $('takeover').textContent = coded ? words.joinInstead : words.takeover;
  $('go').textContent = text ?? (kept ? words.resume(kept.nickname || words.player(kept.number)) : coded ? words.goOn : words.join);
  $('go').setAttribute('aria-disabled', String(busy || !reload && closed()));
}

// closed tells that nobody can join now. Who joined already can come back, here
// or from another device.
const closed = () => !evening.board || evening.phase === 'soon' || !remembered() && !coded && ['closing', 'over'].includes(evening.phase);

function progress(p) {
  percent = p;
  $('progress').hidden = p === 100;
  $('progress').setAttribute('aria-valuenow', p);
  $('progress').firstElementChild.style.width = `${p}%`;
  if (busy) say(p < 100 ? words.waitPlayer(p) : words.starting);
  else if (!trouble || trouble.startsWith('player_')) say(p < 100 ? words.loading(p) : words.loaded);
}

// The tap. Sound first: a browser unlocks it inside the gesture only.
$('form').addEventListener('submit', async event => {
  event.preventDefault();
  if (reload) return location.reload();
  if (busy) return;
  unlock();
  if (closed()) await refresh(); // the next evening may have opened this moment
  if (closed()) return complain(evening.board ? evening.phase === 'soon' ? 'soon' : 'over' : 'gone');
  if (hunt && !hunt.virtual && !isSecureContext) return complain('https');
  if (lacking()) return;
  busy = true;
  button();
  say(words.joining);
  try {
    await join();
    stayAwake();
    await start();
  } catch (e) {
    complain(e.key);
  }
  busy = false;
  if (!$('cover').hidden) button();
});

$('anew').addEventListener('click', () => { forget(); button(); $('nickname').focus(); });

$('takeover').addEventListener('click', () => {
  coded = !coded;
  say('');
  button();
  $(coded ? 'code' : 'nickname').focus();
});

// lacking tells what is missing in the form, and goes there.
function lacking() {
  if (remembered()) return false;
  const empty = coded ? 'code' : hunt?.invitation ? 'invitation' : '';
  if (!empty || $(empty).value.trim()) return false;
  complain(`no_${empty}`);
  $(empty).focus();
  return true;
}

function unlock() {
  crescendo.audio ??= new (window.AudioContext ?? window.webkitAudioContext)({ latencyHint: 'interactive' });
  crescendo.audio.resume();
  const nothing = crescendo.audio.createBufferSource(); // older iPhones open the way with the first note only
  nothing.buffer = crescendo.audio.createBuffer(1, 1, 48000);
  nothing.connect(crescendo.audio.destination);
  nothing.start();
}

async function join() {
  const kept = remembered();
  if (kept) return void Object.assign(crescendo, { token: kept.token, nickname: kept.nickname });
  const reply = await (coded ? resume() : enter());
  Object.assign(crescendo, { token: reply.token, nickname: reply.nickname });
  remember(reply.number);
  coded = false;
  $('code').value = ''; // it is good once
}

const post = (path, body) => ask(path, { method: 'POST', body: JSON.stringify(body) });

// resume goes on with what another device of this player began.
const resume = () => post('/v1/resume', { code: $('code').value.trim() });

function enter() {
  const salt = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const request = { nickname: $('nickname').value, salt };
  if (hunt?.classes?.length && $('class').value) request.class = $('class').value;
  if (hunt?.invitation) request.invitation = $('invitation').value.trim();
  return post('/v1/join', request);
}

// classes fills the list of classes, once for a hunt; whoever chooses nothing
// walks.
function classes() {
  const wanted = JSON.stringify(hunt.classes ?? []);
  if ($('class').dataset.of === wanted) return;
  $('class').dataset.of = wanted;
  $('class').replaceChildren(new Option(words.walking, ''), ...(hunt.classes ?? []).map(c => new Option(c.name || c.id, c.id)));
}

// ask fetches JSON, or throws a Trouble.
async function ask(path, options = {}) {
  let reply, body;
  try {
    reply = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(15000), ...options });
    body = await reply.json();
  } catch { throw new Trouble('gone'); }
  if (!reply.ok) throw new Trouble(body.code);
  return body;
}

// start runs the player as soon as it has come, and takes this page away.
async function start() {
  say(percent < 100 ? words.waitPlayer(percent) : words.starting);
  const module = await player;
  const mine = playing = await run(module);
  $('cover').hidden = true;
  mine.ended.then(() => {
    if (playing === mine) playing = null;
    if ($('cover').hidden) show(words.errors.player_stopped, 'player_stopped'); // without a word: see ended
  });
}

// ended is the player's last word. Playing again is another tap here.
function ended(reason) {
  const why = { 4001: 'replaced', 4002: 'unknown', 4003: 'version', 4005: 'newhunt' }[reason] ?? String(reason).toLowerCase().replace(/[^a-z]/g, '');
  if (why === 'unknown' || why === 'newhunt') forget();
  reload = why === 'version';
  refresh();
  show(words.ended[why] ?? words.ended.other, '', reload ? words.reload : why === 'replaced' ? undefined : words.again);
}

async function show(text, key, label) {
  $('cover').hidden = false;
  document.body.style.overflow = '';
  say(text, key);
  busy = true;
  button(label);
  await Promise.race([playing?.ended, new Promise(go => setTimeout(go, 1500))]);
  busy = false;
  if (playing) reload = true; // it did not go: a new document is the clean way
  button(label);
  $('go').focus();
}

// The screen stays on while the player plays: in a browser a position ends
// where the screen does.
let lock = null;
async function stayAwake() {
  try { lock = await navigator.wakeLock?.request('screen'); } catch { lock = null; }
}
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && lock && $('cover').hidden) stayAwake();
});

// The evening, while this page is seen.
async function refresh() {
  try {
    if (!evening.board || evening.phase === 'over' || !hunt) hunt = await ask('/v1/hunt');
    evening.show(await ask('/v1/leaderboard'));
    if (`${evening.board.hunt} ${evening.board.starts_ms}` !== name()) hunt = await ask('/v1/hunt');
    classes();
    document.title = $('name').textContent = hunt.name;
    $('how').textContent = `${words.how(hunt.bands.length, hunt.seats)} ${words.headphones}`;
    if (trouble === 'gone' || trouble === 'soon' && evening.phase !== 'soon') say('');
  } catch (e) {
    if (!busy && !$('cover').hidden) complain(e.key);
  }
  if (!busy && !reload && !$('cover').hidden) button($('go').textContent === words.again ? words.again : undefined);
}

function tick() {
  if (evening.board && !$('cover').hidden) $('when').textContent = evening.sentence;
}

// Who likes feels the steps too, where the device can.
if ('vibrate' in navigator && matchMedia('(pointer: coarse)').matches) {
  $('feel').hidden = false;
  $('touch').checked = crescendo.touch = localStorage.getItem('touch') === 'yes';
  $('touch').addEventListener('change', () => {
    crescendo.touch = $('touch').checked;
    localStorage.setItem('touch', crescendo.touch ? 'yes' : 'no');
  });
}

// A link /j/CODE carries an invitation. Opening it changes nothing: the code is
// used when its player joins.
$('invitation').value = invited();
function invited() {
  try { return decodeURIComponent(location.pathname.match(/^\/j\/([^/]{1,64})$/)?.[1] ?? ''); } catch { return ''; }
}

translate();
const missing = lacks();
if (missing) {
  complain(missing);
  $('go').hidden = $('progress').hidden = true;
} else {
  progress(0);
  player = load(p => progress(p), complain);
}
refresh();
setInterval(() => { if (!$('cover').hidden && !document.hidden) refresh(); }, 4000);
setInterval(tick, 250);
