// Package compose answers: what do the demo's bands play?
//
// Five songs and the city's bed, composed by code of ours: every note, drum
// and echo is computed here, nothing was recorded or taken from elsewhere. The
// same machine gives the same bits each time. [Piece.Render] makes one turn of
// a loop; go generate makes the files of assets/host/songs from them (with
// oggenc, Debian's package vorbis-tools), which are committed and compared
// with the compositions by test.
//
// # The songs
//
// Each has four stems, drums, bass, harmony and lead, brought to fixed
// distances in loudness, which audio/mix places in the stereo field and lets
// join one after another as a player nears; a file holds them as four channels.
// Each has a form that changes within its minute:
//
//	1  Brass swing  41.7 s  184 bpm  B flat  A A B A: four horns in block chords, a plunger trumpet in the bridge, walking bass
//	2  Dub          51.2 s   75 bpm  A minor  A B: bass and off-beat chords, melodica in an echo, drop-outs in the second half
//	3  Chip         43.6 s  132 bpm  E minor  A B A: pulses, a stepped triangle and clocked noise; arpeggios twice as fast in B
//	4  Musette      46.0 s  188 bpm  D minor, F major  A B A: waltz, accordion with beating reeds, in thirds at the end
//	5  Drift        50.0 s   96 bpm  B minor  A B C: arpeggios and strings, then a picked guitar over the whole band, and back
//
// They change in colour and density and little in level, since loudness is
// what the hunt speaks with: any three seconds stay within 3 LU of the whole.
//
// The loop is cut a tenth of a beat before its first beat. Notes, echoes and
// rooms that ring past the end come round to the beginning.
//
// # What the spectrograms show
//
// Looked at with sox, full length and four seconds about each seam, of the
// committed files (encoded with a low-pass at 19.5 kHz):
//
//  1. Stacks of harmonics from 200 Hz to 4 kHz in short groups, the horns'
//     riffs, over an even curtain of cymbal up to the top; from 21 to 31.5 s,
//     framed by two crashes, single lines with a moving bright band about 1 to
//     2 kHz: the trumpet and its plunger.
//  2. A bright floor under 150 Hz with gaps, combs of the chords on each off
//     beat up to 6 kHz, rim strokes as two dots at 1.7 and 2.7 kHz; melodica
//     lines that repeat fainter; crashes at 0 and 25.6 s; dark from 38 to 45 s
//     where the chords drop out.
//  3. Straight horizontal lines that jump like stairs and whose odd harmonics
//     run to the top, noise in four even columns a bar, and a finer weave of
//     arpeggio from 14.5 to 29 s; an octave is added from 29 s on.
//  4. Three columns a bar, the first reaching down to 60 Hz; over them the
//     runs of the accordion, whose lines are beaded by the reeds' beating,
//     sparse and long from 15 to 30 s and doubled from 30.6 s on; nearly
//     nothing over 10 kHz but brushes.
//  5. A dense bed of unbroken lines under 1.5 kHz, arpeggios as a lattice
//     over it; from 20 to 40 s four crashes, a full drum kit and dotted lines
//     between 1 and 4 kHz, the picked guitar; then as in the beginning.
//
// The bed is a band under 120 Hz and a soft cloud from 1.5 to 6 kHz that
// swells twice in its 24 s, and nothing between 200 and 1,000 Hz. At the seams
// nothing can be seen: the columns go on at their distance, the lines run
// through.
package compose

//go:generate go run ./render
