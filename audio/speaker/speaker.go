package speaker

import "time"

// A Speaker plays one song and the bed. All methods may be called from any
// goroutine, and all but Close from a browser's event handler: none waits for
// a device, a decoder or a frame.
type Speaker interface {
	// AddSong keeps the encoded bytes (Ogg Vorbis or WAV) of a song or bed
	// under its path, which is how a [Sound] names it. The bytes must not be
	// changed afterwards. A path that is added again takes the new bytes, at
	// once if it is tuned. Over [MaxSongs] or [MaxBytes] the oldest that are
	// not tuned are forgotten, so that a player may go from hunt to hunt. It
	// reports an error for an empty path, for no bytes, and for more than
	// [MaxSongBytes].
	AddSong(path string, encoded []byte) error

	// Set says what shall be heard from now on. What is already so costs
	// nothing: call it with every step. A song that was not added yet is
	// silent, and starts when it is.
	Set(Sound)

	// Status tells what is heard now.
	Status() Status

	// Close stops the sound, softly, which takes up to a fifth of a second,
	// and frees what was decoded. Further calls do nothing.
	Close() error
}

// Limits on what a Speaker keeps.
const (
	MaxSongs     = 64        // ten hunts of five bands and a bed
	MaxSongBytes = 16 << 20  // a song of four minutes at the highest rates, four times over
	MaxBytes     = 128 << 20 // of all songs: ten hunts of organisers' own
)

// Sound is what shall be heard. The zero value is silence.
type Sound struct {
	// Song is the path of the tuned band's song, "" for none. Another song
	// fades in while the old one fades out (mix.Crossfade).
	Song string

	// Bed is the path of the bed, "" for none.
	Bed string

	// Step is the loudness, 0…63: 0 is silence for the song, not for the bed.
	Step uint8

	// Fog is how unsure the position is, 0…3, in wire's order: it makes the
	// song diffuse, not quiet.
	Fog uint8

	// Muted silences everything within 50 ms.
	Muted bool

	// Mono lets both sides hear the whole, for who has one ear or one speaker.
	Mono bool

	// Glide is the wall time in which a change of Step or Fog arrives; 0 is
	// mix.StepGlide. Where frames come faster than that, see mix.GlideFor.
	Glide time.Duration

	// Epoch is the moment, on this device's clock, at which every song began
	// its first bar: a song that starts is joined where it stands by now, so
	// that all devices hear the same bar, and is put right unheard where it
	// begins anew (mix.Parts), as this or the device's own clock moves. The
	// zero value starts a song at its beginning.
	Epoch time.Time
}

// State tells whether a device takes our sound.
type State uint8

const (
	Off         State = iota // there is no device, or none was opened, or Close was called
	Starting                 // a device was asked for and has not answered yet
	Suspended                // the browser waits for a touch or a key
	Interrupted              // a call or another app has the device; it comes back with a touch
	Running                  // it plays
)

// String returns the state as a word for logs and tests.
func (s State) String() string {
	words := [...]string{"off", "starting", "suspended", "interrupted", "running"}
	if int(s) >= len(words) {
		return "unknown"
	}
	return words[s]
}

// Status is what is heard now. Song and Bed are the paths of what is decoded
// and playing (a song at step 0 plays, unheard); while a song is being decoded
// Song is still the old one.
type Status struct {
	State     State
	Song, Bed string

	// Err is why something that was asked for is not heard, nil if nothing is
	// amiss: a song that does not decode, a song that was never added. The
	// rest plays on. It clears when another song is tuned.
	Err error
}
