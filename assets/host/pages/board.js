// The leaderboard: follows the hunt for hours, and on to the next evening.

import { words, translate, clock } from './words.js';
import { Evening } from './evening.js';

const $ = id => document.getElementById(id);
const evening = new Evening();
const silence = 45000; // ms without a word from the server, which speaks every 15 s
const quiet = 12000;   // ms between two announcements to a screen reader

function make(tag, text = '', className = '') {
  const e = document.createElement(tag);
  e.textContent = text;
  e.className = className;
  return e;
}

// put writes text where it differs, so that nothing is announced or drawn twice.
function put(e, text) { if (e.textContent !== text) e.textContent = text; }

// The tables: one a band, rebuilt when it changed.

const row = s => `${s.band}/${s.seat}/${s.name}`;

function card(band, standings, venue, known) {
  const section = make('section', '', 'band');
  section.style.setProperty('--colour', /^#[0-9a-f]{6}$/i.test(band.colour) ? band.colour : '');
  const title = make('h2');
  title.append(make('span', band.name));
  if (band.full) title.append(make('span', words.fullBand, 'full'));
  section.append(title);
  if (venue) section.append(make('p', words.playedAt(venue.place.name), 'venue'));
  section.append(standings.length ? table(band, standings, known) : make('p', words.none, 'none'));
  return section;
}

function table(band, standings, known) {
  const t = make('table');
  t.append(make('caption', band.name, 'unseen'));
  const head = t.createTHead().insertRow();
  head.className = 'unseen';
  for (const text of [words.seat, words.name]) {
    const th = make('th', text);
    th.scope = 'col';
    head.append(th);
  }
  const body = t.createTBody();
  for (const s of standings) {
    const r = body.insertRow();
    if (known && !known.has(row(s))) r.className = 'fresh';
    const seat = make('th', String(s.seat));
    seat.scope = 'row';
    r.append(seat, make('td', s.name));
  }
  return t;
}

let drawn = {}; // what each band's card shows, by band
let known = null; // the rows that were seen before

function draw(board) {
  const cards = board.bands.map(band => {
    const standings = board.standings.filter(s => s.band === band.id).sort((a, b) => a.seat - b.seat);
    const venue = board.venues?.find(v => v.band === band.id);
    const key = JSON.stringify([band, standings, venue]);
    const old = drawn[band.id];
    return old?.key === key ? old : { id: band.id, key, node: card(band, standings, venue, known) };
  });
  const before = Object.values(drawn).map(c => c.node);
  if (cards.length !== before.length || cards.some((c, i) => c.node !== before[i])) $('bands').replaceChildren(...cards.map(c => c.node));
  drawn = Object.fromEntries(cards.map(c => [c.id, c]));
  known = new Set(board.standings.map(row));
}

// The news: what changed, told to a screen reader in a sentence or two, seldom.

let news = [], seats = [], told = 0;

function compare(old, board) {
  if (!old || old.hunt !== board.hunt || old.starts_ms !== board.starts_ms) return;
  if (old.phase !== board.phase && words.says[board.phase]) news.push(words.says[board.phase]);
  const band = id => board.bands.find(b => b.id === id)?.name ?? id;
  for (const b of board.bands) if (b.full && !old.bands.find(o => o.id === b.id)?.full) news.push(words.says.full(b.name));
  const before = new Set(old.standings.map(row));
  for (const s of board.standings) if (!before.has(row(s))) seats.push(words.says.one(s.name, band(s.band), s.seat));
}

function tell() {
  if (!news.length && !seats.length || Date.now() - told < quiet) return;
  told = Date.now();
  if (seats.length) news.unshift(words.says.seats(seats[0], seats.length - 1));
  $('news').textContent = news.join(' ');
  news = [];
  seats = [];
}

function show(board) {
  const old = evening.board, another = old && (old.hunt !== board.hunt || old.starts_ms !== board.starts_ms);
  if (another) { known = null; news = []; seats = []; }
  compare(old, board);
  evening.show(board);
  document.title = `${board.name} – ${words.board}`;
  put($('name'), board.name);
  put($('players'), String(board.players));
  put($('seats'), String(board.seats_left));
  put($('fast'), board.rate > 1 ? words.fast(board.rate) : '');
  draw(board);
  tick();
}

function tick() {
  tell();
  if (!evening.board) return;
  const phase = evening.phase;
  put($('phase'), evening.state);
  put($('timeWord'), words.clock[phase]);
  put($('time'), ['soon', 'open', 'running'].includes(phase) ? clock(evening.left) : '–');
}

// The line to the server. It comes back by itself: after a broken connection
// the browser does that, after a refusal or silence this does.

let source = null, heard = 0, wait = 1, timer = 0;

function connect() {
  clearTimeout(timer);
  source?.close();
  heard = Date.now();
  source = new EventSource('/v1/leaderboard/events');
  const alive = () => {
    heard = Date.now();
    wait = 1;
    put($('link'), words.live);
    $('link').classList.remove('lost');
  };
  source.addEventListener('board', e => { alive(); show(JSON.parse(e.data)); });
  source.addEventListener('beat', e => { alive(); evening.hear(Number(e.data)); });
  source.onerror = () => {
    lost();
    if (source.readyState === EventSource.CLOSED) again();
  };
}

function lost() {
  put($('link'), words.lost);
  $('link').classList.add('lost');
}

function again() {
  clearTimeout(timer);
  timer = setTimeout(connect, wait * 1000 * (1 + Math.random()));
  wait = Math.min(wait * 2, 15);
}

translate();
connect();
setInterval(tick, 250);
setInterval(() => { if (Date.now() - heard > silence) { lost(); connect(); } }, 5000);
document.addEventListener('visibilitychange', () => { if (!document.hidden && source.readyState === EventSource.CLOSED) connect(); });
