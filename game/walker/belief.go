package walker

import "math"

// heard is one step heard at one place.
type heard struct {
	at   XY
	step float64
}

// slope is what a walker believes of where it grows louder, in steps a metre
// east and north: a mean, and a covariance that says how unsure it is.
type slope struct {
	mean       XY
	ee, en, nn float64
}

// What a walker makes of what it hears. The numbers are the best of some dozens
// tried on the lattices of the tests; near them little changes.
const (
	reach      = 0.33 // of the distance: places so far from here weigh 1/√e
	leastReach = 60.0 // metres, so that there is a crossing within
	deafness   = 0.1  // steps by which a reading is off that is not off by the position
	astray     = 6.0  // metres by which a phone's position is off
)

// believe lays a plane through what was heard, weighing places by how near they
// are to here, where step is heard: least squares with a ridge, which is Bayes'
// rule for a slope that beforehand may point anywhere and be as steep as the law
// has it at this distance.
func believe(memory []heard, here XY, step float64) slope {
	d := Metres(step)
	near := max(reach*d, leastReach)
	off := astray * perLn / d
	noise := deafness*deafness + off*off
	steep := perLn / d
	ridge := noise / (steep * steep)
	m := moments(memory, here, near)
	m.ee, m.nn = m.ee+ridge, m.nn+ridge
	det := m.ee*m.nn - m.en*m.en
	return slope{
		mean: XY{(m.nn*m.es - m.en*m.ns) / det, (m.ee*m.ns - m.en*m.es) / det},
		ee:   noise * m.nn / det, en: -noise * m.en / det, nn: noise * m.ee / det,
	}
}

// sums are the second moments of places and steps about their weighted mean.
type sums struct{ ee, en, nn, es, ns float64 }

func moments(memory []heard, here XY, near float64) (m sums) {
	weights := make([]float64, len(memory))
	var all, step float64
	var mean XY
	for i, h := range memory {
		way := here.To(h.at)
		w := math.Exp(-way.dot(way) / (2 * near * near))
		weights[i] = w
		all, step, mean = all+w, step+w*h.step, XY{mean.East + w*h.at.East, mean.North + w*h.at.North}
	}
	if all == 0 {
		return sums{}
	}
	step, mean = step/all, mean.times(1/all)
	for i, h := range memory {
		w, d, s := weights[i], mean.To(h.at), h.step-step
		m.ee, m.en, m.nn = m.ee+w*d.East*d.East, m.en+w*d.East*d.North, m.nn+w*d.North*d.North
		m.es, m.ns = m.es+w*d.East*s, m.ns+w*d.North*s
	}
	return m
}

// draw returns one slope of those that may be; a and b are numbers by the normal
// distribution.
func (s slope) draw(a, b float64) XY {
	east := math.Sqrt(s.ee)
	north := s.en / east
	return XY{s.mean.East + east*a, s.mean.North + north*a + math.Sqrt(max(0, s.nn-north*north))*b}
}
