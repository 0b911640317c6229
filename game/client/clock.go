package client

import "time"

// roundTrips is how many round trips the clock looks back: at one frame in two
// seconds a minute, in which a bad crystal drifts by 3 ms.
const roundTrips = 32

// maxRoundTrip is what still counts as an answer.
const maxRoundTrip = 30 * time.Second

// clock estimates how far the server's clock is ahead of the device's: by the
// quickest of the last round trips, whose halves cannot differ by more than its
// length. The zero clock knows nothing.
type clock struct {
	trips [roundTrips]trip
	n     int // ever added
}

type trip struct{ took, offset time.Duration }

// add takes the round trip that left when the device's clock said sent, came
// back when it said now, and found the server's clock at server. The estimate is
// off by at most half the round trip, and by the server's rounding to 1 ms.
func (c *clock) add(sent, now, server time.Time) {
	took := now.Sub(sent)
	if took < 0 || took > maxRoundTrip {
		return
	}
	c.trips[c.n%roundTrips] = trip{took, server.Sub(sent.Add(took / 2))}
	c.n++
}

// best returns the quickest trip, zero when there is none.
func (c *clock) best() trip {
	var b trip
	for i, t := range c.trips[:min(c.n, roundTrips)] {
		if i == 0 || t.took < b.took {
			b = t
		}
	}
	return b
}
