// The steward's camera: what it sees, as the text of a QR code.

import { Trouble } from './door-line.js';

const longest = 640; // pixels of the longer side that are looked at: a pass is 33 modules wide
const pause = 100;   // ms between two looks: a phone stays cool

// Camera shows what the camera sees in a video element and tells the texts.
export class Camera {
  #video; #found; #stream = null; #read = null; #round = 0;

  constructor(video, found) { this.#video = video; this.#found = found; }

  get open() { return this.#stream !== null; }

  // start opens the camera, or throws a Trouble with a key of the words' trouble.
  async start() {
    if (!navigator.mediaDevices?.getUserMedia) throw new Trouble('https');
    const round = ++this.#round;
    this.#read ??= await reader();
    const stream = await this.#take();
    if (round !== this.#round) { end(stream); return; }
    this.#stream = stream;
    this.#video.srcObject = stream;
    await this.#video.play().catch(() => {}); // a newer start came between
    this.#look(round);
  }

  stop() {
    this.#round++;
    if (this.#stream) end(this.#stream);
    this.#stream = this.#video.srcObject = null;
  }

  async #take() {
    try {
      return await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } } });
    } catch (e) {
      throw new Trouble({ NotAllowedError: 'denied', SecurityError: 'denied', NotFoundError: 'none', OverconstrainedError: 'none' }[e.name] ?? 'busy');
    }
  }

  async #look(round) {
    while (round === this.#round) {
      if (this.#video.videoWidth > 0) {
        const text = await this.#read(this.#video).catch(() => '');
        if (text && round === this.#round) this.#found(text);
      }
      await new Promise(go => setTimeout(go, pause));
    }
  }
}

function end(stream) { for (const track of stream.getTracks()) track.stop(); }

// reader returns what reads a code from a video: the browser itself where it
// can, else the scanner, which is fetched only then.
async function reader() {
  try {
    if ((await BarcodeDetector.getSupportedFormats()).includes('qr_code')) {
      const detector = new BarcodeDetector({ formats: ['qr_code'] });
      return async video => (await detector.detect(video))[0]?.rawValue ?? '';
    }
  } catch { /* no BarcodeDetector here */ }
  return scanner();
}

async function scanner() {
  const worker = new Worker('/assets/door-scan.js');
  const hear = () => new Promise((done, failed) => {
    worker.onmessage = e => done(e.data);
    worker.onerror = () => failed(new Trouble('scanner'));
  });
  const first = await hear();
  if (!first.ready) {
    worker.terminate();
    throw new Trouble('scanner');
  }
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return async video => {
    const scale = Math.min(1, longest / Math.max(video.videoWidth, video.videoHeight));
    const width = canvas.width = Math.round(video.videoWidth * scale), height = canvas.height = Math.round(video.videoHeight * scale);
    pen.drawImage(video, 0, 0, width, height);
    const grey = brightness(pen.getImageData(0, 0, width, height).data);
    worker.postMessage({ grey, width, height }, [grey.buffer]);
    return (await hear()).text;
  };
}

// brightness makes a byte of each pixel's four, weighted as ITU-R BT.601 does.
function brightness(rgba) {
  const grey = new Uint8Array(rgba.length / 4);
  for (let i = 0, j = 0; i < grey.length; i++, j += 4) grey[i] = (rgba[j] * 77 + rgba[j + 1] * 150 + rgba[j + 2] * 29) >> 8;
  return grey;
}
