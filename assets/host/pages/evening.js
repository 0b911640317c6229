// What the clock says about an evening, from a Board of the server's.

import { words, clock, timeOfDay } from './words.js';

// Evening follows the server's clock: of all that was heard, the message that
// came fastest tells it best.
export class Evening {
  board = null;
  #offset = -Infinity; // of the server's clock, ms

  // hear takes in the server's time.
  hear(serverMs) { this.#offset = Math.max(this.#offset, serverMs - performance.now()); }

  // show takes in a board.
  show(board) {
    this.hear(board.server_ms);
    this.board = board;
  }

  get now() { return this.#offset + performance.now(); }

  // phase is the board's, moved on where the clock already has.
  get phase() {
    const b = this.board;
    if (b.phase === 'soon' && this.now >= b.opens_ms) return 'open';
    if (b.phase === 'open' && this.now >= b.starts_ms) return 'running';
    if (b.phase === 'running' && this.now >= b.closes_ms) return 'closing';
    return b.phase;
  }

  // left is the time to show: until the opening and the gun as watches run,
  // then the hunt's own.
  get left() {
    const b = this.board;
    switch (this.phase) {
      case 'soon': return b.opens_ms - this.now;
      case 'open': return b.starts_ms - this.now;
      case 'running': return (b.closes_ms - this.now) * b.rate;
    }
    return 0;
  }

  // state tells where the evening is, with the time of day of what comes next.
  get state() {
    const b = this.board, at = { soon: b.opens_ms, open: b.starts_ms, running: b.closes_ms }[this.phase];
    const next = (b.next_ms ?? 0) - this.now;
    if (this.phase === 'over' && next > 0) return this.sentence;
    return at ? words.phases[this.phase](timeOfDay(at)) : words.phases[this.phase];
  }

  // sentence tells where the evening is, with the time that is left.
  get sentence() {
    const b = this.board, day = 86400e3;
    switch (this.phase) {
      case 'soon': return this.left > day / 2 ? words.opensAt(timeOfDay(b.opens_ms)) : words.opensIn(clock(this.left));
      case 'open': return words.startsIn(clock(this.left));
      case 'running': return words.running(clock(this.left));
      case 'closing': return words.closing;
    }
    const next = (b.next_ms ?? 0) - this.now;
    return next > 0 && next < day / 2 ? words.nextIn(clock(next)) : words.over;
  }
}
