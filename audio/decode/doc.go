// Package decode answers: what does a song's file sound like, as samples?
//
// [Decode] takes the bytes of an Ogg Vorbis or WAV file and returns its
// parts at 48 kHz: one, two sides, or four stems; [Measure] tells how loud that is. There is no device
// here, no file and no clock, and nothing is remembered between calls: any
// goroutine may call.
//
// # Songs are loops
//
// A song has no end: its last sample is followed by its first. The resampler
// therefore reads round the end, so that a loop that was seamless at 44.1 kHz
// is seamless at 48 kHz, and the length is the nearest whole number of
// samples.
//
// # What comes in from outside
//
// Files are what an organiser found on a disk: every size is bounded (see
// [MaxBytes] and its neighbours), every length that a file claims is checked
// before memory is taken for it, and a file that is damaged gives an error
// that says where, what, and what to do. An error names no file and no venue:
// the caller knows which it was.
//
// The Vorbis decoder (github.com/jfreymuth/vorbis, Go only, BSD) trusts its
// input: a header of a hundred bytes can make it ask for gigabytes or loop
// for ever. So the Ogg pages are read here, and the headers are walked and
// bounded here, before it sees them (headers.go); what is left, indices out
// of range in damaged packets, it answers with a panic, which is caught at
// the one call and becomes an error.
package decode
