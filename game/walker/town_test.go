package walker

import (
	"math"
	"math/rand/v2"
)

const block = 100.0 // metres between crossings

// town is a lattice of streets with some missing, on which one venue lies.
type town struct {
	n      int // crossings each way
	open   bool
	closed []bool // streets, by where they begin and which way they go: east, or north
	venue  XY
	start  int
	warp   func(d, bearing float64) float64
}

func (t *town) at(place int) XY {
	if t.open {
		return XY{float64(place%(5*t.n)) * fine, float64(place/(5*t.n)) * fine}
	}
	return XY{float64(place%t.n) * block, float64(place/t.n) * block}
}

// street numbers the street between two neighbours.
func (t *town) street(a, b int) int {
	n := 2 * min(a, b)
	if max(a, b)-min(a, b) == t.n {
		n++
	}
	return n
}

// neighbours returns the crossings one block away in the four directions, with
// or without a street.
func (t *town) neighbours(place int) []int {
	var list []int
	x, y := place%t.n, place/t.n
	for _, d := range [][2]int{{1, 0}, {0, 1}, {-1, 0}, {0, -1}} {
		if u, v := x+d[0], y+d[1]; u >= 0 && v >= 0 && u < t.n && v < t.n {
			list = append(list, v*t.n+u)
		}
	}
	return list
}

// ways returns the ways that lead on from a place where a step is heard.
func (t *town) ways(place, step int) []Way {
	if t.open {
		return t.field(place, step)
	}
	var list []Way
	for _, to := range t.neighbours(place) {
		if !t.closed[t.street(place, to)] {
			list = append(list, Way{to, t.at(to)})
		}
	}
	return list
}

// In an open field every place of a lattice of 20 m has a number, and people go
// by five of them while they are far.
const fine = 20.0

func (t *town) field(place, step int) []Way {
	stride := 5
	if Metres(float64(step)) < 150 {
		stride = 1
	}
	n := 5 * t.n
	var list []Way
	for d := range 9 {
		x, y := place%n+(d%3-1)*stride, place/n+(d/3-1)*stride
		if d != 4 && x >= 0 && y >= 0 && x < n && y < n {
			list = append(list, Way{y*n + x, XY{float64(x) * fine, float64(y) * fine}})
		}
	}
	return list
}

// kind is how a town is laid out.
type kind struct {
	name   string
	open   bool    // a field, to be crossed in eight directions, by 20 m near the venue
	shut   float64 // share of the streets that are missing
	river  bool    // from north to south, with a bridge every 600 m
	parks  int     // squares of 400 m without streets
	warped bool
}

// newTown lays a town out by chance, with its venue beside a street about 2 km
// from a start that it can be reached from.
func newTown(k kind, chance *rand.Rand) *town {
	const n = 81
	for {
		t := &town{n: n, closed: make([]bool, 2*n*n), open: k.open}
		bearing := chance.Float64() * 2 * math.Pi
		sx, sy := 40+int(math.Round(20*math.Sin(bearing))), 40+int(math.Round(20*math.Cos(bearing)))
		if k.open {
			t.start = 5*sy*5*n + 5*sx
			t.venue = XY{4000 + 100*chance.Float64() - 50, 4000 + 100*chance.Float64() - 50}
			return t
		}
		t.start = sy*n + sx
		t.close(k, chance)
		near := 40*n + 40
		ways := t.ways(near, 0)
		if len(ways) == 0 {
			continue
		}
		along := t.at(near).To(ways[chance.IntN(len(ways))].At).times(chance.Float64())
		t.venue = XY{t.at(near).East + along.East + 20*chance.Float64() - 10, t.at(near).North + along.North + 20*chance.Float64() - 10}
		if k.warped {
			t.warp = newWarp(chance)
		}
		if t.reachable(near) {
			return t
		}
	}
}

func (t *town) close(k kind, chance *rand.Rand) {
	river := 30 + chance.IntN(20)
	park := make([]bool, t.n*t.n) // crossings that a park swallows
	for range k.parks {
		corner := chance.IntN(t.n-5)*t.n + chance.IntN(t.n-5)
		for i := range 9 {
			park[corner+(1+i/3)*t.n+1+i%3] = true
		}
	}
	for place := range t.n * t.n {
		for _, to := range t.neighbours(place) {
			shut := chance.Float64() < k.shut/2 // each street comes by twice
			if x := min(place%t.n, to%t.n); k.river && x == river && place%t.n != to%t.n {
				shut = place/t.n%6 != 0 // a bridge each 600 m
			}
			if shut || park[place] || park[to] {
				t.closed[t.street(place, to)] = true
			}
		}
	}
}

func (t *town) reachable(place int) bool {
	seen := make([]bool, t.n*t.n)
	seen[t.start] = true
	for queue := []int{t.start}; len(queue) > 0; queue = queue[1:] {
		if queue[0] == place {
			return true
		}
		for _, w := range t.ways(queue[0], 0) {
			if !seen[w.Place] {
				seen[w.Place] = true
				queue = append(queue, w.Place)
			}
		}
	}
	return false
}

// newWarp returns a smooth field like the rules' own (R7): 15 % of the distance,
// changing over half a unit of ln d and 0.6 rad, and fading out near the venue.
func newWarp(chance *rand.Rand) func(d, bearing float64) float64 {
	type wave struct{ m, omega, phi float64 }
	var waves [64]wave
	shares := []float64{.254, .656, .874, .962, .990, .997, 1}
	for i := range waves {
		u := chance.Float64()
		for u > shares[int(waves[i].m)] {
			waves[i].m++
		}
		waves[i].omega, waves[i].phi = 2*chance.NormFloat64(), 2*math.Pi*chance.Float64()
	}
	return func(d, bearing float64) float64 {
		sum := 0.0
		for _, w := range waves {
			sum += math.Cos(w.m*bearing + w.omega*math.Log(d) + w.phi)
		}
		return 0.15 * math.Sqrt(2.0/64) * sum * min(max((d-20)/40, 0), 1)
	}
}

// ear hears the venue of a town as a player does: by the rules' steps, from
// where a phone says that it is.
type ear struct {
	t          *town
	chance     *rand.Rand
	seconds    int
	step       int
	fast, slow XY
}

func (e *ear) exact(at XY) float64 {
	way := e.t.venue.To(at)
	d := max(way.Long(), 20)
	if e.t.warp != nil {
		d *= math.Exp(e.t.warp(d, math.Atan2(way.East, way.North)))
	}
	return d
}

// at lets a second go by at a place. Every other second brings a step.
func (e *ear) at(p XY) {
	e.fast = noise(e.chance, e.fast, 5, 4)
	e.slow = noise(e.chance, e.slow, 60, 6)
	if e.seconds++; e.seconds%2 == 0 {
		return
	}
	p = XY{p.East + e.fast.East + e.slow.East, p.North + e.fast.North + e.slow.North}
	if e.t.venue.To(p).Long() <= 20 {
		e.step = 63
		return
	}
	d := e.exact(p)
	lowest, highest := stepOf(d*1.03), stepOf(d/1.03)
	e.step = min(max(e.step, lowest), highest)
}

func stepOf(d float64) int {
	if d > 5000 {
		return 0
	}
	return min(max(1+int(62*math.Log(5000/d)/math.Log(250)), 1), 63)
}

// noise moves a wandering error on by a second: seconds is how long it lasts,
// metres how wide it is.
func noise(chance *rand.Rand, x XY, seconds, metres float64) XY {
	keep := math.Exp(-1 / seconds)
	fresh := metres * math.Sqrt(1-keep*keep)
	return XY{keep*x.East + fresh*chance.NormFloat64(), keep*x.North + fresh*chance.NormFloat64()}
}
