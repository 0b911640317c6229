package game

import (
	"fmt"
	"math"
	"slices"
)

// What a warp must keep so that walkers find their way (R7). The study asks for
// at most 30°; at 24° walkers lose a little less (4.6 % of their way at the
// median instead of 5.0 %, over 8,000 of game/attack's), and no attacker gains
// by it what could be measured.
const (
	maxPeaks = 0    // places 60 m to 3 km out that are louder than all around
	maxP90   = 24.0 // degrees, nine places in ten
	maxAway  = 2e-3 // share of places where louder lies behind
	maxDraws = 128  // six draws in ten are bad: all are once in 10^28 venues
)

// The lattice on which quality is judged: polar, and even in ln d, because
// the field is.
const (
	latticeTurns = 96
	latticeRings = 80
	slopeEvery   = 2      // slopes are smooth: every other turn and ring will do
	peaksFrom    = 60.0   // metres
	latticeFrom  = 40.0   // metres
	latticeTo    = 3000.0 // metres
)

// Quality says how much a warp misleads somebody who walks towards louder.
type Quality struct {
	Peaks int     // places between 60 m and 3 km that are louder than all around them, though the venue is not there
	P90   float64 // degrees between louder and the centre: nine places in ten have less
	Away  float64 // share of the places where louder lies away from the centre, 0…1
}

// Good tells whether a hunt may use a warp of this quality.
func (q Quality) Good() bool { return q.Peaks <= maxPeaks && q.P90 <= maxP90 && q.Away <= maxAway }

// Field is what a venue's loudness is made of beside its place: a secret, as
// the place is (R7). The zero Field tells distances as they are.
type Field struct {
	Warp        Warp
	East, North float64 // metres from the venue to the centre A, 30 at most; without doors none
	Draws       int     // warps drawn until one was good, 1…128: the hunt is committed to it (R15)
}

// NewField draws warps for a venue until one is good, and returns the field,
// whose centre is the venue, and the number of draws. The same key, hunt and
// venue always give the same one. Its error, after 128 bad draws, means that
// the code is broken rather than bad luck.
func NewField(key []byte, hunt, venue string) (Field, error) {
	for draw := range uint32(maxDraws) {
		w := drawWarp(key, hunt, venue, draw)
		if w.Quality().Good() {
			return Field{Warp: w, Draws: int(draw) + 1}, nil
		}
	}
	return Field{}, fmt.Errorf("loudness of a venue: none of %d draws guides walkers: give the hunt another key", maxDraws)
}

// Fields returns the field of each venue of a hunt, drawn with the hunt's
// secret key by the ids of hunt and venue: for NewOracle. Its error is
// NewField's.
func (h *Hunt) Fields(key []byte) ([]Field, error) {
	list := make([]Field, len(h.Venues))
	for i, v := range h.Venues {
		f, err := NewField(key, h.ID, v.ID)
		if err != nil {
			return nil, fmt.Errorf("venue %d: %w", i+1, err)
		}
		if h.Doors != DoorsNone {
			f.East, f.North = CentreOffset(key, h.ID, v.ID)
		}
		list[i] = f
	}
	return list, nil
}

// Quality judges a warp by the code that serves players.
func (w Warp) Quality() Quality {
	var q Quality
	q.Peaks = w.peaks()
	q.P90, q.Away = w.slopes()
	return q
}

// lnHeard returns ln of the distance that is heard, at ln d = s and bearing θ
// in radians: less is louder.
func (w Warp) lnHeard(s, theta float64) float64 {
	sin, cos := math.Sincos(theta)
	return s + w.Log(math.Exp(s), sin, cos)
}

// peaks counts the lattice's places that are louder than their eight
// neighbours.
func (w Warp) peaks() int {
	var heard [latticeRings][latticeTurns]float64
	for i := range heard {
		for j := range heard[i] {
			heard[i][j] = w.lnHeard(ring(i, peaksFrom), turn(j))
		}
	}
	n := 0
	for i := 1; i < latticeRings-1; i++ {
		for j := range latticeTurns {
			if loudest(&heard, i, j) {
				n++
			}
		}
	}
	return n
}

func loudest(heard *[latticeRings][latticeTurns]float64, i, j int) bool {
	for k := i - 1; k <= i+1; k++ {
		for l := j + latticeTurns - 1; l <= j+latticeTurns+1; l++ {
			if (k != i || l != j+latticeTurns) && heard[k][l%latticeTurns] <= heard[i][j] {
				return false
			}
		}
	}
	return true
}

// slopes returns the ninetieth percentile, in degrees, of the angle between
// louder and the centre, and the share of places where it passes 90°.
func (w Warp) slopes() (p90, away float64) {
	var angles [latticeRings / slopeEvery * latticeTurns / slopeEvery]float64
	n, behind := 0, 0
	for i := 0; i < latticeRings; i += slopeEvery {
		for j := 0; j < latticeTurns; j += slopeEvery {
			angles[n] = w.misled(ring(i, latticeFrom), turn(j))
			if angles[n] > 90 {
				behind++
			}
			n++
		}
	}
	slices.Sort(angles[:])
	return angles[n*9/10], float64(behind) / float64(n)
}

// misled returns the degrees, 0…180, between the direction in which loudness
// grows fastest and the centre. In (ln d, θ) a small square is a small square
// on the ground, so angles are the same.
func (w Warp) misled(s, theta float64) float64 {
	const h = 0.02
	inward := w.lnHeard(s+h, theta) - w.lnHeard(s-h, theta)
	across := w.lnHeard(s, theta+h) - w.lnHeard(s, theta-h)
	return math.Atan2(math.Abs(across), inward) * 180 / math.Pi
}

func ring(i int, from float64) float64 {
	return math.Log(from) + math.Log(latticeTo/from)*float64(i)/(latticeRings-1)
}

func turn(j int) float64 { return 2 * math.Pi * float64(j) / latticeTurns }
