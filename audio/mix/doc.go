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
// it is within 0.4 dB of the table at both ends, and each of the 62 rises lies
// between 0.60 and 0.66 dB. At step 1 they stand 18 to 20 dB over the bed in
// the octave about 500 Hz, which the bed leaves free.
//
// # Stems
//
// A song of four parts is a band: drums, bass, harmony, lead. Each stands at
// its [Place] in the stereo field and has joined as [Join] says: tune and
// chords are there from the first step, the bass comes from step 10 to 32, the
// drums from 24 to 46, gliding like all else. What has not joined yet is given
// back in loudness as what the low-pass takes is, so the table holds through
// it. Loudness is what both sides have on average; [Target] has a switch that
// lets both sides hear the whole.
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
//	song ─► stems ─► low-pass ─► gain · presence ─┐
//	song ─► stems ─► low-pass ─► gain · presence ─┴► dry and diffuse ─┬► width ─► master ─► ceiling ─► ear
//	bed  ─► gain · presence ──────────────────────────────────────────┘
//
// Two songs at most sound at a time, one of them only while it fades.
package mix
