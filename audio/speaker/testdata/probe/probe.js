// What is heard is measured on the audio thread, by a worklet before the ear:
// power, peaks and steps of whole blocks, and how many blocks were silent.
'use strict'
const meterSource = `registerProcessor('meter', class extends AudioWorkletProcessor {
  constructor () {
    super()
    this.reset()
    this.last = 0
    this.onset = 0
    this.loudAt = 0
    this.port.onmessage = () => {
      this.port.postMessage({ power: this.power / Math.max(1, this.samples), blocks: this.blocks, zeros: this.zeros, step: this.step, onset: this.onset / sampleRate, unlike: this.unlike / Math.max(1, this.samples) })
      this.reset()
    }
  }
  reset () { this.power = 0; this.samples = 0; this.blocks = 0; this.zeros = 0; this.step = 0; this.unlike = 0 }
  process (inputs) {
    this.blocks++
    const [left, right] = inputs[0]
    if (!left) { this.zeros++; this.last = 0; return true }
    let power = 0
    for (let i = 0; i < left.length; i++) {
      const v = left[i]
      power += v * v
      this.step = Math.max(this.step, Math.abs(v - this.last))
      this.unlike += (v - (right || left)[i]) ** 2
      this.last = v
      if (Math.abs(v) > 0.1) {
        if (currentFrame + i - this.loudAt > sampleRate / 2) this.onset = currentFrame + i
        this.loudAt = currentFrame + i
      }
    }
    this.power += power
    this.samples += left.length
    if (power === 0) this.zeros++
    return true
  }
})`

const pause = ms => new Promise(resolve => setTimeout(resolve, ms))
const meter = {}

async function openMeter (context) {
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([meterSource], { type: 'text/javascript' })))
  meter.node = new AudioWorkletNode(context, 'meter', { channelCount: 2, channelCountMode: 'explicit' })
  const connect = AudioNode.prototype.connect
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode && this !== meter.node) connect.call(this, meter.node)
    return connect.call(this, to, ...rest)
  }
}

// hear measures for a time; block is how long the main thread then stands still.
async function hear (ms, block = 0) {
  const read = () => new Promise(resolve => {
    meter.node.port.onmessage = e => resolve(e.data)
    meter.node.port.postMessage(0)
  })
  await read()
  await pause(ms)
  for (const end = performance.now() + block; performance.now() < end;);
  const m = await read()
  return { db: 10 * Math.log10(Math.max(1e-20, m.power)), unlikeDB: 10 * Math.log10(Math.max(1e-20, m.unlike)), blocks: m.blocks, zeros: m.zeros, step: m.step, onset: m.onset }
}

async function until (what, ready) {
  for (const end = performance.now() + 20000; !ready(); await pause(20)) {
    if (performance.now() > end) throw new Error('waited 20 s for ' + what + ': ' + JSON.stringify(window.probeStatus && probeStatus()))
  }
}

const sound = (song, step, more) => probeSet({ song, step, bed: '', fog: 0, muted: false, mono: false, glideMs: 50, ...more })

async function add (path) {
  const bytes = new Uint8Array(await (await fetch(path)).arrayBuffer())
  const refused = probeAdd(path, bytes)
  if (refused) throw new Error(refused)
}

// beats are the times at which the bar of beat.wav, one in 4 s, is heard: of
// songs that began at one moment, of songs that began 120 ms later, and of a
// song that was tuned anew then.
async function beats () {
  await add('beat.wav')
  let epoch = Date.now() - 100000
  const onset = async () => { await until('the beat', () => probeStatus().song === 'beat.wav'); await pause(5500); return (await hear(100)).onset }
  sound('beat.wav', 63, { epoch })
  const all = [await onset()]
  epoch += 120
  sound('beat.wav', 63, { epoch })
  all.push(await onset())
  sound('tone.wav', 63, { epoch })
  await pause(1500)
  sound('beat.wav', 63, { epoch })
  all.push(await onset())
  return all
}

async function measure () {
  const context = new AudioContext({ sampleRate: 48000 })
  await openMeter(context)
  window.crescendo = { audio: context }
  const decoded = []
  const decode = context.decodeAudioData.bind(context)
  context.decodeAudioData = (bytes, good, bad) => decode(bytes, b => { decoded.push(b.length); good(b) }, bad)
  const go = new Go()
  const { instance } = await WebAssembly.instantiateStreaming(fetch('probe.wasm'), go.importObject)
  go.run(instance)
  await until('the probe', () => window.probeReady || window.probeError)
  if (window.probeError) throw new Error(window.probeError)
  const result = { steps: {}, tones: {}, fog: [] }

  for (const path of ['pink.wav', 'other.wav', 'bed.wav', 'kilohertz.wav', 'stems.wav', 'broken.ogg', 'song.ogg']) await add(path)
  sound('pink.wav', 63)
  await until('the song', () => probeStatus().song === 'pink.wav' && probeStatus().state === 'running')
  await pause(1000)
  for (const step of [1, 5, 10, 15, 20, 25, 30, 40, 45, 50, 55, 63]) {
    sound('pink.wav', step)
    await pause(200)
    result.steps[step] = await hear(1000)
  }
  sound('kilohertz.wav', 5)
  await until('the tone', () => probeStatus().song === 'kilohertz.wav')
  await pause(1000)
  for (const step of [5, 20, 40, 63]) {
    sound('kilohertz.wav', step)
    await pause(200)
    result.tones[step] = await hear(500)
  }
  result.stems = {}
  sound('stems.wav', 1)
  await until('the stems', () => probeStatus().song === 'stems.wav')
  await pause(1000)
  for (const step of [1, 20, 40, 63]) {
    sound('stems.wav', step)
    await pause(200)
    result.stems[step] = await hear(1000)
  }
  sound('stems.wav', 63, { mono: true })
  await pause(200)
  result.mono = await hear(500)
  sound('pink.wav', 40)
  await until('the song', () => probeStatus().song === 'pink.wav')
  await pause(1000)
  for (let fog = 0; fog < 4; fog++) {
    sound('pink.wav', 40, { fog })
    await pause(300)
    result.fog.push(await hear(1000))
  }
  sound('pink.wav', 63)
  await pause(300)
  result.blocked = await hear(200, 500)
  for (let i = 0; i < 60; i++) { // violent changes, for clicks
    sound(i % 8 < 5 ? 'pink.wav' : 'other.wav', i % 2 * 63, { fog: i % 4, bed: 'bed.wav', muted: i % 7 === 0 })
    await pause(17 + i)
  }
  sound('tone.wav', 63)
  await add('tone.wav')
  await until('the tone', () => probeStatus().song === 'tone.wav')
  await pause(2000)
  result.steady = (await hear(500)).step
  result.worst = 0
  for (let i = 0; i < 60; i++) {
    sound(i % 10 < 8 ? 'tone.wav' : '', i % 2 * 63, { muted: i % 7 === 0 })
    result.worst = Math.max(result.worst, (await hear(17 + 3 * i)).step)
  }
  result.onsets = await beats()
  sound('broken.ogg', 63, { bed: 'bed.wav' })
  await until('an error', () => probeStatus().error !== '')
  await pause(1500)
  result.broken = { ...probeStatus(), heard: await hear(500) }
  decoded.length = 0
  sound('song.ogg', 63)
  await until('the Ogg', () => probeStatus().song === 'song.ogg')
  result.oggSamples = decoded[0]
  await context.suspend()
  result.suspended = probeStatus().state
  document.dispatchEvent(new Event('pointerup'))
  await until('a touch to resume it', () => probeStatus().state === 'running')
  sound('song.ogg', 63, { muted: true })
  await pause(300)
  result.muted = await hear(300)
  sound('song.ogg', 63)
  await pause(300)
  probeClose()
  await until('the end', () => probeStatus().state === 'off')
  result.closed = await hear(300)
  return result
}

measure().catch(e => ({ error: String(e && e.stack || e) })).then(r => fetch('result', { method: 'POST', body: JSON.stringify(r) }))
