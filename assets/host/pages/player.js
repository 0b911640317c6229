// The player: fetched in the background, compiled while it comes, run in the
// same document, so that the sound that a tap unlocked stays unlocked.

// Trouble is an error with a key of the catalogue's errors.
export class Trouble extends Error {
  constructor(key) { super(key); this.key = key; }
}

// lacks says what this browser cannot do, as a key of the errors; '' for nothing.
export function lacks() {
  if (typeof WebAssembly !== 'object') return 'wasm';
  if (!document.createElement('canvas').getContext('webgl2')) return 'webgl';
  return '';
}

// load fetches and compiles the player, and tells 0…100 as it comes. It tries
// for ever, at growing intervals; trouble gets a key for each failure.
export async function load(tell, trouble) {
  for (let wait = 1; ; wait = Math.min(wait * 2, 30)) {
    try {
      const [module] = await Promise.all([compile(tell), script('/player/wasm_exec.js')]);
      return module;
    } catch (e) {
      trouble(e instanceof Trouble ? e.key : 'player_failed');
      await new Promise(go => setTimeout(go, wait * 1000 * (1 + Math.random() / 2)));
    }
  }
}

async function compile(tell) {
  const reply = await fetch('/player/player.wasm');
  if (reply.status === 404) throw new Trouble('player_missing');
  if (!reply.ok) throw new Trouble('player_failed');
  const size = Number(reply.headers.get('Crescendo-Size')) || 0; // of what comes out, whatever packed it
  const module = await WebAssembly.compileStreaming(new Response(counted(reply.body, n => {
    if (size) tell(Math.min(99, Math.floor(100 * n / size)));
  }), { headers: { 'Content-Type': 'application/wasm' } }));
  tell(100);
  return module;
}

function counted(body, tell) {
  let n = 0;
  return body.pipeThrough(new TransformStream({
    transform(part, out) { n += part.byteLength; tell(n); out.enqueue(part); },
  }));
}

function script(src) {
  if (globalThis.Go) return Promise.resolve();
  return new Promise((done, failed) => {
    const e = document.createElement('script');
    e.src = src;
    e.onload = done;
    e.onerror = () => { e.remove(); failed(new Trouble('player_failed')); };
    document.head.append(e);
  });
}

// run starts a compiled player. The promise it returns fulfils when the player
// is on the screen, with one that fulfils when it has ended: in an object,
// because a promise in a promise is one promise.
export async function run(module) {
  for (const old of document.querySelectorAll('body > canvas')) old.remove();
  const go = new globalThis.Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  const ended = go.run(instance).catch(e => console.error(e)).then(() => {
    go._resume = () => {}; // what it still listens to goes nowhere, instead of throwing
  });
  await Promise.race([shown(), ended]);
  return { ended };
}

// shown fulfils when the player has drawn, or could have.
async function shown() {
  for (let tries = 0; tries < 200; tries++) {
    if (document.querySelector('body > canvas') && globalThis.crescendoState) break;
    await new Promise(go => setTimeout(go, 50));
  }
  await new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)));
}
