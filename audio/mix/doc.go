// Package mix answers: how does a step sound?
//
// The server says a step, 0…63, and how foggy the position is. Here, and
// nowhere else, that becomes a gain, a filter and a width: [At] is the one
// table, which the [Mixer] of this package and the browser's graph in
// audio/speaker both read. There is no device here, no file, no clock and no
// goroutine.
//
// # From step to sound
//
//	step   0            the song is silent, the bed plays
//	step   1 … 63       40 dB, 0.645 dB a step, see [Gain]
//	cutoff 500 Hz … 18 kHz, a twelfth of an octave a step, see [Cutoff]
//	fog    0 … 3        duller and wider, equally loud, see [Fog]
//
// 40 dB is from a band that one has to listen for in a quiet street to one
// that fills the ears; 0.645 dB a step is between the smallest difference
// that is heard when two sounds follow each other (about 0.5 to 1 dB for
// music: Zwicker and Fastl, Psychoacoustics, chapter 7) and what still glides
// unheard. Muffled to bright is how a band behind walls and corners comes
// nearer: high notes are lost first.
//
// A low-pass takes loudness as well, and from a bright song more than from a
// dark one. What it takes is given back: [Measure] finds once how a song's
// loudness is spread over the octaves, and [At] adds what the filter takes
// from that spectrum. So the loudness of what is heard, filter and all,
// follows [Gain] for every song: measured over whole turns of the demo's five
// it is within 0.3 dB of the table at both ends, and each of the 62 rises lies
// between 0.61 and 0.65 dB. At step 1 they stand 13 to 21 dB over the bed in
// the octave about 500 Hz, which the bed leaves free.
//
// # In time
//
// Nothing jumps. A step glides in dB and in octaves over [StepGlide], or less
// where steps come faster ([GlideFor]); a control, such as mute, over
// [ControlGlide]. Two bands cross in [Crossfade], their powers adding to one.
// Loops repeat without a gap. Everybody hears the same bar: a song is joined
// where it stands for all, and put right where a turn begins, see [Parts].
//
// # The way of a sample
//
//	song ─► low-pass ─► gain · presence ─┐
//	song ─► low-pass ─► gain · presence ─┴► dry and diffuse ─┬► master ─► ceiling ─► ear
//	bed  ─► gain · presence ─────────────────────────────────┘
//
// Two songs at most sound at a time, one of them only while it fades.
package mix
