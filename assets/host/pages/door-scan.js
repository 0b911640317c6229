// The worker in which the scanner runs, where the browser reads no QR codes by
// itself: pictures come in as bytes of brightness, texts go out.

const ready = (async () => {
  importScripts('/player/wasm_exec.js');
  const go = new Go();
  const reply = await fetch('/player/scanner.wasm');
  if (!reply.ok) throw new Error('the scanner is not built');
  const { instance } = await WebAssembly.instantiateStreaming(reply, go.importObject);
  go.run(instance); // it never ends
  postMessage({ ready: true });
})().catch(e => postMessage({ failed: e.message }));

onmessage = async ({ data }) => {
  await ready;
  postMessage({ text: crescendoScan(data.grey, data.width, data.height) });
};
