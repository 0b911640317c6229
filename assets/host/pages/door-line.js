// One place's line to the server: what time it is there, and what it answers.

const patience = 8000; // ms for an answer: more is no network

// base is the place's address. It is a secret: it goes into requests to this
// server, and nowhere else.
export const base = location.pathname.replace(/\/+$/, '');

// Trouble is an error with a key: 'offline', 'gone', 'again', or one of the
// words' refused.
export class Trouble extends Error {
  constructor(key) { super(key); this.key = key; }
}

// Clock tells the server's time from its answers and from the time that has
// passed since; what the device believes the time to be does not matter. Only
// after a page was loaded anew without a network, and while a phone slept, does
// the device's clock say how much has passed.
export class Clock {
  #offset = null; // the server's clock − performance.now(), ms
  #guessed = true; // nothing was heard since the page was loaded
  #asleep = null;

  // behind is what an earlier page kept of its clock, if any.
  constructor(behind) {
    if (Number.isFinite(behind)) this.#offset = behind + Date.now() - performance.now();
    document.addEventListener('visibilitychange', () => this.#doze());
  }

  // hear takes in the server's time, which was told at some moment between two
  // times of performance.now().
  hear(server, asked, heard) {
    const least = server - heard, most = server - asked;
    this.#offset = this.#guessed ? (least + most) / 2 : Math.min(Math.max(this.#offset, least), most);
    this.#guessed = false;
  }

  get known() { return this.#offset !== null; }

  get now() { return this.#offset + performance.now(); }

  // behind is how far the device's clock is behind, for the next page.
  get behind() { return this.now - Date.now(); }

  // performance.now() stands still while some phones sleep, and a phone sleeps
  // only behind a hidden page.
  #doze() {
    const now = { steady: performance.now(), device: Date.now() };
    if (document.hidden) { this.#asleep = now; return; }
    if (!this.#asleep || !this.known) return;
    const slept = (now.device - this.#asleep.device) - (now.steady - this.#asleep.steady);
    if (slept > 1000 && slept < 6 * 3600e3) this.#offset += slept; // more is somebody who set the clock
    this.#asleep = null;
  }
}

// ask asks the server, and sets the clock by its answer.
export async function ask(clock, path, init = {}) {
  const asked = performance.now();
  let reply, body;
  try {
    reply = await fetch(base + path, { ...init, cache: 'no-store', signal: AbortSignal.timeout(patience) });
    if (reply.status !== 404) body = await reply.json();
  } catch {
    throw new Trouble('offline'); // and so is a page of the hotel's that says 200
  }
  if (reply.status === 404) throw new Trouble('gone');
  if (!reply.ok) throw new Trouble(reply.status < 500 ? body.error : 'again');
  if (Number.isFinite(body.server_ms)) clock.hear(body.server_ms, asked, performance.now());
  return body;
}

// What a page keeps on the device, for the next one: by place, and a day at most.

const day = 86400e3;

export function recall(what) {
  try {
    const kept = JSON.parse(localStorage.getItem(`crescendo ${what} ${base}`));
    return kept && Math.abs(Date.now() - kept.at) < day ? kept.value : null;
  } catch { return null; }
}

export function keep(what, value) {
  try { localStorage.setItem(`crescendo ${what} ${base}`, JSON.stringify({ at: Date.now(), value })); } catch { /* private browsing: for this visit only */ }
}

export function forget(what) {
  try { localStorage.removeItem(`crescendo ${what} ${base}`); } catch { /* nothing was kept */ }
}

// stay asks the service worker to keep this page and what it needs, so that it
// opens without a network too.
export async function stay(also = []) {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/d/door-sw.js', { scope: '/d/' });
    const { active } = await navigator.serviceWorker.ready;
    const kept = new MessageChannel();
    kept.port1.onmessage = e => { if (e.data) document.documentElement.dataset.kept = 'yes'; };
    active.postMessage({ keep: [base, ...also] }, [kept.port2]);
  } catch (e) {
    console.warn('this page will not open without a network:', e.message);
  }
}
