// Keeps the pages of gate and doors on the device, so that they open without a
// network. Codes, scans and statuses are never kept here: they have their own
// time.

const store = 'crescendo-doors-1';
const parts = [
  '/assets/style.css', '/assets/door.css', '/assets/icon.svg', '/assets/door.js', '/assets/door-words.js', '/assets/door-line.js',
  '/assets/door-codes.js', '/assets/door-steward.js', '/assets/door-camera.js', '/assets/door-scan.js',
];
const patience = 3000; // ms for the network, where there is a copy

self.addEventListener('install', e => {
  self.skipWaiting();
  e.waitUntil(keep(parts));
});

self.addEventListener('activate', e => e.waitUntil(self.clients.claim()));

self.addEventListener('message', e => e.waitUntil(keep(e.data.keep).then(
  () => e.ports[0].postMessage(true),
  () => e.ports[0].postMessage(false), // no network now; the next visit asks again
)));

// keep fetches and stores; what is not there is left out.
async function keep(paths) {
  const cache = await caches.open(store);
  await Promise.all(paths.map(async path => {
    const reply = await fetch(path, { cache: 'no-cache' });
    if (reply.ok) await cache.put(path, reply);
  }));
}

const isPage = url => /^\/d\/[^/]+\/?$/.test(url.pathname);
const isPart = url => url.pathname.startsWith('/assets/') || url.pathname.startsWith('/player/');

self.addEventListener('fetch', e => {
  const url = new URL(e.request.url);
  if (e.request.method !== 'GET' || url.origin !== location.origin || !(isPage(url) || isPart(url))) return;
  e.respondWith(answer(e, url.pathname.replace(/\/$/, '')));
});

// answer asks the network, and the store where that is silent. A page that is
// gone is gone here too.
async function answer(e, path) {
  const cache = await caches.open(store);
  const copy = await cache.match(path, { ignoreVary: true });
  const fresh = fetch(e.request).then(async reply => {
    if (reply.ok) await cache.put(path, reply.clone());
    if (reply.status === 404) await cache.delete(path);
    return reply;
  });
  if (!copy) return fresh;
  e.waitUntil(fresh.catch(() => {}));
  const late = new Promise(go => setTimeout(go, patience));
  return Promise.race([fresh, late.then(() => copy)]).catch(() => copy);
}
