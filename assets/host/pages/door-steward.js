// What a steward does: scan or type passes, and see what became of them.
//
// A scan gets an id here and is sent until it was answered, over reloads and
// holes in the network: to the server it is one scan, however often it comes.

import { ask, keep, recall, Trouble } from './door-line.js';

const most = 100;           // scans that are shown and asked about
const twice = 30e3;         // ms in which a camera sees a player once
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const damm = ['0317598642', '7092154863', '4206871359', '1750983426', '6123045978', '3674209581', '5869720134', '8945362017', '9438617205', '2581436790'];

// playerOf returns the number that a pass says, scanned or typed; 0 for none.
// Whether the pass is right only the server knows.
export function playerOf(shown) {
  return /^\d+$/.test(shown) ? Number(shown.slice(0, -7)) : Number(bitsOf(shown) >> 32n);
}

// madeAt returns when a scanned pass began to be shown, by the server's clock in
// Unix milliseconds; 0 where that cannot be told.
export function madeAt(shown) {
  return Number(bitsOf(shown) & 0xffffffffn) * 15e3;
}

// bitsOf returns the player's number and the count of quarter minutes that a
// scanned pass begins with, 32 bits each (see server/door).
function bitsOf(shown) {
  const letters = /^PASS:([A-Z2-7]{13})/.exec(shown)?.[1] ?? '';
  return [...letters].reduce((bits, c) => bits << 5n | BigInt(alphabet.indexOf(c)), 0n) >> 1n;
}

// digitsOf returns a typed pass without what people put between its digits, or
// '' where its check digit says that it was typed wrong (see game/wire).
export function digitsOf(typed) {
  const digits = typed.replace(/[\s.-]/g, '');
  const fits = /^[1-9]\d{7,16}$/.test(digits) && [...digits].reduce((at, d) => damm[at][d], '0') === '0';
  return fits ? digits : '';
}

function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');
}

// Steward keeps the scans of one place.
export class Steward {
  name = recall('steward') ?? '';
  scans = recall('scans') ?? []; // newest first: {id, shown, at, number, waiting, queued, error, state, why, seat}; nicknames are not kept
  names = new Map();
  #clock; #changed; #told;
  #sending = new Set();
  #flushing = false;

  // changed is called when something in scans changed; told with how the line
  // is, true or false, and with 'gone' where the link was replaced.
  constructor(clock, changed, told) {
    this.#clock = clock;
    this.#changed = changed;
    this.#told = told;
    for (const s of this.scans) if (s.waiting) s.queued = true; // it was never answered
  }

  get waiting() { return this.scans.filter(s => s.waiting && s.queued).length; }

  call(name) {
    this.name = name;
    keep('steward', name);
  }

  // sees tells whether a camera's text is a pass that was not just seen.
  sees(text) {
    const number = playerOf(text);
    return number === 0 || !this.scans.some(s => playerOf(s.shown) === number && !s.error && this.#clock.now - s.at < twice);
  }

  // note takes one scan, and returns 'noted', 'queued', or why it was refused.
  async note(shown) {
    const scan = { id: newId(), shown, at: this.#when(shown), number: playerOf(shown), waiting: true, queued: false };
    this.scans = [scan, ...this.scans].filter((s, i) => i < most || s.waiting);
    this.#save();
    await this.#send(scan);
    return scan.error ?? (scan.waiting ? 'queued' : 'noted');
  }

  // when is now, and not before the pass was made: this clock may be late by a
  // part of a second, and a pass that is not yet valid would be refused later.
  #when(shown) {
    const now = Math.round(this.#clock.now), late = madeAt(shown) - now;
    return late > 0 && late < 15e3 ? now + late : now;
  }

  // flush sends what waits, the oldest first, until the line breaks.
  async flush() {
    if (this.#flushing) return;
    this.#flushing = true;
    try {
      for (const scan of this.scans.filter(s => s.waiting && s.queued).reverse()) {
        await this.#send(scan);
        if (scan.waiting) break;
      }
    } finally { this.#flushing = false; }
  }

  async #send(scan) {
    if (this.#sending.has(scan.id)) return;
    this.#sending.add(scan.id);
    const body = { id: scan.id, shown: scan.shown, steward: this.name, claimed_ms: scan.queued ? scan.at : 0, queued: scan.queued };
    try {
      this.#take(scan, await ask(this.#clock, '/scan', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }));
      this.#told(true);
    } catch (e) {
      if (!(e instanceof Trouble)) throw e;
      if (['offline', 'again', 'gone'].includes(e.key)) scan.queued = true;
      else { scan.waiting = false; scan.error = e.key; }
      this.#told(e.key === 'gone' ? 'gone' : !scan.waiting);
    } finally {
      this.#sending.delete(scan.id);
      this.#save();
    }
  }

  #take(scan, status) {
    Object.assign(scan, { waiting: false, number: status.number, state: status.state, why: status.why ?? [], seat: status.seat ?? 0 });
    this.names.set(status.number, status.name);
  }

  // look asks how everybody who was scanned stands now.
  async look() {
    const numbers = [...new Set(this.scans.filter(s => !s.waiting && !s.error).map(s => s.number))].slice(0, most);
    if (!numbers.length) return;
    const { statuses } = await ask(this.#clock, `/statuses?numbers=${numbers.join(',')}`);
    for (const status of statuses) {
      for (const scan of this.scans) if (scan.number === status.number && !scan.waiting && !scan.error) this.#take(scan, status);
    }
    this.#save();
  }

  #save() {
    keep('scans', this.scans);
    this.#changed();
  }
}
