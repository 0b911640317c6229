// The codes that a gate or a door shows.

import { say } from './door-words.js';

const $ = id => document.getElementById(id);

// show puts a sheet's code of a time on the page, and returns until when the
// sheet has codes, in Unix milliseconds; 0 where it has none for that time.
export function show(sheet, now) {
  const step = Math.floor(now / sheet.step_ms);
  const code = sheet.codes.find(c => c.step === step);
  for (const id of ['code', 'square']) $(id).toggleAttribute('hidden', !code);
  document.querySelector('.count').hidden = !code;
  if (!code) return 0;
  if ($('code').dataset.step !== String(step)) {
    $('code').dataset.step = step;
    $('code').textContent = `${code.code.slice(0, 3)} ${code.code.slice(3)}`;
    draw($('square'), code.qr);
  }
  $('square').setAttribute('aria-label', say.codeFor(code.code));
  $('hint').textContent = sheet.gate ? say.hintGate : say.hintDoor;
  const left = (step + 1) * sheet.step_ms - now;
  $('seconds').textContent = Math.ceil(left / 1000);
  $('ring').setAttribute('stroke-dashoffset', 100 - 100 * left / sheet.step_ms);
  return (sheet.codes.at(-1).step + 1) * sheet.step_ms;
}

// draw draws a QR code with its quiet zone: one path of dark modules.
function draw(svg, qr) {
  const quiet = 4, all = qr.size + 2 * quiet;
  const bytes = Uint8Array.from(atob(qr.modules), c => c.charCodeAt(0));
  let path = '';
  for (let i = 0; i < qr.size * qr.size; i++) {
    if (bytes[i >> 3] & (0x80 >> (i & 7))) path += `M${quiet + i % qr.size} ${quiet + Math.floor(i / qr.size)}h1v1h-1z`;
  }
  svg.setAttribute('viewBox', `0 0 ${all} ${all}`);
  svg.querySelector('path').setAttribute('d', path);
}
