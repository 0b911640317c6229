package speaker

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"syscall/js"

	"crescendo/audio/mix"
)

// tape is a song that the browser has decoded.
type tape struct {
	buffer   js.Value // AudioBuffer
	parts    int      // channels that are played: one, two sides, four stems
	seconds  float64  // of one turn
	spectrum mix.Spectrum
}

var errClosed = errors.New("the speaker was closed")

// decodeTape has the browser decode a file, beside the main thread. It is
// given a copy, which it takes away.
func decodeTape(context js.Value, file []byte, stop <-chan struct{}) (*tape, error) {
	bytes := js.Global().Get("Uint8Array").New(len(file))
	js.CopyBytesToJS(bytes, file)
	result := make(chan *tape, 1)
	failure := make(chan error, 1)
	good := js.FuncOf(func(_ js.Value, args []js.Value) any {
		result <- newTape(args[0])
		return nil
	})
	bad := js.FuncOf(func(_ js.Value, args []js.Value) any {
		failure <- fmt.Errorf("the browser does not decode it (%s); use Ogg Vorbis or WAV", message(args))
		return nil
	})
	defer good.Release()
	defer bad.Release()
	// The old form with callbacks: Safari before 14.1 has no other.
	if err := attempt(func() { quiet(context.Call("decodeAudioData", bytes.Get("buffer"), good, bad)) }); err != nil {
		return nil, err
	}
	select {
	case t := <-result:
		return t, nil
	case err := <-failure:
		return nil, err
	case <-stop:
		return nil, errClosed
	}
}

func message(args []js.Value) string {
	if len(args) > 0 && args[0].Type() == js.TypeObject {
		return args[0].Get("message").String()
	}
	return "no reason given"
}

// partsOf returns how many parts are made of so many channels, as audio/decode
// does; of other numbers the browser plays the mean.
func partsOf(channels int) int {
	if channels == 2 || channels == mix.MaxParts {
		return channels
	}
	return 1
}

func newTape(buffer js.Value) *tape {
	parts := partsOf(buffer.Get("numberOfChannels").Int())
	channels := make([]js.Value, parts)
	for i := range channels {
		channels[i] = buffer.Call("getChannelData", i)
	}
	copied := make([]byte, 0)
	return &tape{
		buffer:  buffer,
		parts:   parts,
		seconds: buffer.Get("duration").Float(),
		spectrum: mix.MeasureFunc(parts, buffer.Get("length").Int(), func(part, at int, into []float32) {
			samples := channels[part]
			if len(copied) != 4*len(into) {
				copied = make([]byte, 4*len(into))
			}
			view := js.Global().Get("Uint8Array").New(samples.Get("buffer"), samples.Get("byteOffset").Int()+4*at, len(copied))
			js.CopyBytesToGo(copied, view)
			for i := range into {
				into[i] = math.Float32frombits(binary.LittleEndian.Uint32(copied[4*i:]))
			}
		}),
	}
}
