//go:build !js

package speaker

import (
	"fmt"
	"strings"
	"time"

	"github.com/hajimehoshi/ebiten/v2/audio"

	"crescendo/audio/mix"
)

// bufferSize is how much sound lies ready in the player: the delay of every
// change, and the longest pause of the program that is not heard. A tenth of
// a second is a small part of a glide and of a crossfade, and ten times what
// the garbage collector or a busy scheduler takes.
const bufferSize = 100 * time.Millisecond

// Open returns a Speaker on the computer's sound device, through Ebitengine.
// The device is opened when ebiten.RunGame runs, so Open itself does not fail
// for the want of one. There is one Ebitengine audio context in a process,
// with one rate: Open reports an error if there is one with another rate.
//
// Where there is no device, RunGame ends a moment after its start with an
// error that [DeviceError] knows: start again with [Silent].
func Open() (Speaker, error) {
	context := audio.CurrentContext()
	if context == nil {
		context = audio.NewContext(mix.Rate)
	}
	if context.SampleRate() != mix.Rate {
		return nil, fmt.Errorf("speaker: open: Ebitengine's audio runs at %d Hz already, want %d; let the speaker open it", context.SampleRate(), mix.Rate)
	}
	mixer := mix.NewMixer()
	player, err := context.NewPlayerF32(mixer)
	if err != nil {
		return nil, fmt.Errorf("speaker: open: %w", err)
	}
	player.SetBufferSize(bufferSize)
	player.Play()
	return On(player, mixer, context.IsReady, time.Now), nil
}

// DeviceError tells whether an error with which ebiten.RunGame returned came
// from the sound device and not from the game. Ebitengine has no type for it,
// only the words that its audio package (v2.10.4, context.go and audio.go)
// begins with.
func DeviceError(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "audio error: ") || strings.Contains(err.Error(), "oto: "))
}
