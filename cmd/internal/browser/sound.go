package browser

import (
	"context"
	"fmt"
	"math"
)

// Level is how loud a page was within the last 0.7 s, mixed to one channel.
type Level struct {
	DB       float64  // root mean square against full scale, while anything sounded; -Inf for silence
	Sounding int      // quanta of 128 samples in which anything did
	Silent   int      // quanta of exact zeros: pauses, and underruns on a busy machine
	Contexts []string // states of the page's audio contexts, in the order in which they were made: "suspended" before a gesture, then "running"
}

// Level measures what the page sends to the loudspeakers, after everything else
// that it does with it. A full-scale sine is -3 dB.
func (p *Page) Level(ctx context.Context) (Level, error) {
	var got struct {
		Energy           float64
		Sounding, Silent int
		States           []string
	}
	if err := p.Eval(ctx, "__level()", &got); err != nil {
		return Level{}, fmt.Errorf("measuring the level: %w", err)
	}
	return Level{DB: 10 * math.Log10(got.Energy), Sounding: got.Sounding, Silent: got.Silent, Contexts: got.States}, nil
}
