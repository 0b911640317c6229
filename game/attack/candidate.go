package attack

import "math"

// candidate is a place where the centre might be, with the exact marginal
// likelihood of all sightings if it is there: the unknown warp is a Gaussian
// field of known law, so that the residuals ln heard − ln d are jointly
// Gaussian, and their density follows from a Cholesky factor that grows by one
// row a sighting.
type candidate struct {
	at      xy
	factor  []float64 // lower triangle, packed by rows
	inverse []float64 // of its diagonal
	white   []float64 // residuals, whitened by the factor
	views   []view
	likely  float64 // log likelihood of all sightings but the newest
	newest  float64 // and of the newest, given the others
}

// view is how a place lies as seen from a candidate: as a point in the space in
// which the warp's correlation is exp(−distance²/2), for cos Δθ − 1 is half the
// squared distance of unit vectors, with its sign turned.
type view struct {
	x, y float64 // unit vector, in correlation lengths of the bearing
	z    float64 // ln of the distance, in correlation lengths
	ln   float64
	fade float64
}

func newCandidate(at xy) *candidate {
	return &candidate{
		at:      at,
		factor:  make([]float64, 0, memory*(memory+1)/2),
		inverse: make([]float64, 0, memory),
		white:   make([]float64, 0, memory),
		views:   make([]view, 0, memory),
	}
}

// copyFrom makes c the same as o, in memory of its own.
func (c *candidate) copyFrom(o *candidate) {
	c.at, c.likely, c.newest = o.at, o.likely, o.newest
	c.factor = append(c.factor[:0], o.factor...)
	c.inverse = append(c.inverse[:0], o.inverse...)
	c.white = append(c.white[:0], o.white...)
	c.views = append(c.views[:0], o.views...)
}

// rebuild makes c the candidate at a place, having seen all of seen.
func (c *candidate) rebuild(at xy, seen []sighting, sigma float64) {
	c.at, c.likely, c.newest = at, 0, 0
	c.factor, c.inverse, c.white, c.views = c.factor[:0], c.inverse[:0], c.white[:0], c.views[:0]
	for _, s := range seen {
		c.add(s, sigma)
	}
}

// judge makes c the candidate at a place and returns its log likelihood; but
// gives up, with false, as soon as that must be below a least one. hopes[i] is
// how likely the sightings from i on are at most: as if each were expected
// exactly.
func (c *candidate) judge(at xy, seen []sighting, hopes []float64, least float64) (likely float64, possible bool) {
	c.rebuild(at, nil, sigma)
	for i, s := range seen {
		c.add(s, sigma)
		if c.tempered(1)+hopes[i+1] < least {
			return 0, false
		}
	}
	return c.tempered(1), true
}

func hopesOf(seen []sighting) []float64 {
	hopes := make([]float64, len(seen)+1)
	for i := len(seen) - 1; i >= 0; i-- {
		hopes[i] = hopes[i+1] - math.Log(seen[i].variance)/2
	}
	return hopes
}

// tempered returns the log likelihood with the newest sighting counted to a
// degree.
func (c *candidate) tempered(degree float64) float64 { return c.likely + degree*c.newest }

// add lets a sighting in: it becomes the newest.
func (c *candidate) add(s sighting, sigma float64) {
	v := c.look(s.at)
	n := len(c.white)
	start := len(c.factor)
	expected, known := 0.0, 0.0
	for i, off := 0, 0; i < n; i, off = i+1, off+i+1 {
		a := (sigma*sigma*v.kernel(&c.views[i]) - dot(c.factor[off:off+i], c.factor[start:])) * c.inverse[i]
		c.factor = append(c.factor, a)
		expected += a * c.white[i]
		known += a * a
	}
	field := max(sigma*sigma*v.fade*v.fade-known, 1e-7)
	sd := math.Sqrt(field + s.variance)
	z := (s.ln - v.ln - expected) / sd
	c.factor = append(c.factor, sd)
	c.inverse = append(c.inverse, 1/sd)
	c.white = append(c.white, z)
	c.views = append(c.views, v)
	c.likely += c.newest
	c.newest = -z*z/2 - math.Log(sd)
}

// look returns how a place lies as seen from the candidate.
func (c *candidate) look(at xy) view {
	way := at.minus(c.at)
	d := max(math.Sqrt(way.dot(way)), 1e-3)
	ln := math.Log(max(d, nearest))
	return view{
		x: way.x / (d * bearingLen), y: way.y / (d * bearingLen), z: ln / lnLen,
		ln:   ln,
		fade: min(max((d-fadeFrom)/fadeWidth, 0), 1),
	}
}

// kernel returns the correlation of the warp at two places, fades included.
func (v *view) kernel(o *view) float64 {
	x, y, z := v.x-o.x, v.y-o.y, v.z-o.z
	return v.fade * o.fade * decay((x*x+y*y+z*z)/2)
}

// decay returns e^−t for t ≥ 0, within 1e-9 of it: a chase spends half its time
// here, and math.Exp takes twice as long.
func decay(t float64) float64 {
	const parts = 64
	if t > 40 {
		return 0
	}
	i := int(t * (parts / math.Ln2))
	r := t - float64(i)*(math.Ln2/parts)
	whole := math.Float64frombits(uint64(1023-i/parts) << 52)
	return whole * halves[i%parts] * (1 - r*(1-r*(1./2-r*(1./6-r*(1./24)))))
}

// halves holds 2^(−i/64).
var halves = func() (list [64]float64) {
	for i := range list {
		list[i] = math.Exp2(-float64(i) / 64)
	}
	return list
}()

// dot returns the scalar product of a with the start of b.
func dot(a, b []float64) float64 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float64
	i := 0
	for ; i+3 < len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return s0 + s1 + s2 + s3
}
