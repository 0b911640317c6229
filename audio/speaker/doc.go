// Package speaker answers: how does a band reach the ear?
//
// A [Speaker] holds the encoded songs of a hunt and plays one of them, with
// the city's bed always under it, as loud as the last [Sound] said. Two back
// ends do the same and read the same tables of audio/mix:
//
//   - natively [Open] plays audio/mix's Mixer through Ebitengine's audio;
//   - in a browser [Open] builds the graph from the browser's own Web Audio
//     nodes, so that a slow frame of the game makes no silence: Ebitengine's
//     audio is fed from the page's main thread, and a frame of 30 ms already
//     costs it an eighth of the sound.
//
// [Silent] is the third: no device, for tests and for people who play by
// touch and sight.
//
// Only the tuned song and the bed are decoded at a time; of the others only
// the encoded bytes are kept.
package speaker
