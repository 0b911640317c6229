package game

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"math"
)

// The warp of WLL-64 (R7).
const (
	warpSigma  = 0.15              // standard deviation of ε, as a share of the distance
	warpLength = 0.5               // ℓs: correlation length of ε along ln d
	warpWaves  = 64                // M
	warpNear   = nearest           // metres: at and inside, no warp
	warpFull   = 60.0              // metres: from here on, all of it
	warpFar    = 12e3              // metres: farther out ε stays what it is here; no step reaches there
	lnWarpFar  = 9.392661928770137 // ln warpFar
)

// warpOrders holds the cumulative probabilities of m = 0…8, in 2^-32: those of
// the von Mises kernel exp((cos Δθ − 1)/ℓθ²) with ℓθ = 0.6 rad, whose
// coefficients are p(m) ∝ I_m(1/ℓθ²), twice that for m > 0. What lies above
// m = 8 (1 in 100,000) counts as 8. Integers, so that every machine draws the
// same orders.
var warpOrders = [...]uint32{1090795737, 2818863124, 3756246079, 4134482012, 4254875351, 4286378467, 4293360588, 4294700940}

const warpTerms = 1 + 2*len(warpOrders) // 1, cos θ, sin θ, … cos 8θ, sin 8θ

// warpRow holds the field on one circle about the centre: its coefficients
// for 1, cos θ, sin θ, … cos 8θ, sin 8θ.
type warpRow [warpTerms]float64

// rowsPerLn is the number of rows on a factor e of distance.
const rowsPerLn = 32

// Warp is a venue's secret distortion of loudness (R7): a smooth random field
// ε over bearing and distance, seen from the centre A. A player at d metres
// hears what somebody at d·e^ε metres would hear without it. Same place, same
// answer, for everybody and for ever: so neither repetition nor a crowd of
// accounts averages it out.
//
//	ε(θ, d) = fade(d) · σ·√(2/M) · Σ_j cos(m_j θ + ω_j ln d + φ_j)
//	fade(d) = clamp((d − 20 m)/40 m, 0, 1)
//
// with σ = 0.15, M = 64; θ is the bearing clockwise from north, d in metres.
// Over seeds ε is Gaussian to a good approximation, with covariance
// σ² exp((cos Δθ − 1)/0.6²) exp(−(Δ ln d)²/(2·0.5²)).
//
// The zero Warp distorts nothing. A Warp is immutable and may be shared.
type Warp struct {
	rows []warpRow // at ln d = ln 20 + i/32
}

// NewWarp draws the warp of a venue in a hunt. It is the first draw, good or
// bad: a hunt takes the first good one, by NewField.
//
// The stream: seed = HMAC-SHA256(key, len(hunt) ‖ hunt ‖ len(venue) ‖ venue ‖
// "warp/1" ‖ draw), with the lengths and the draw (0 here) as big-endian
// uint32. Block j of the stream is HMAC-SHA256(seed, j), j as big-endian
// uint64, read as four big-endian uint64 words w0…w3, and makes wave j:
//
//	m_j  the order of which w0's upper 32 bits draw the class (table above)
//	ω_j  √(−2 ln(1 − u1)) · cos(2π u2) / 0.5, by Box and Muller
//	φ_j  2π u3
//
// where u = (w >> 11)·2^-53. The sign of m needs no draw: that of ω has it.
// Between machines values may differ by rounding alone, below 1e-12.
func NewWarp(key []byte, hunt, venue string) Warp { return drawWarp(key, hunt, venue, 0) }

func drawWarp(key []byte, hunt, venue string, draw uint32) Warp {
	stream := newStream(key, hunt, venue, "warp/1", draw)
	var waves [warpWaves]wave
	for j := range waves {
		waves[j] = stream.wave(uint64(j))
	}
	n := int(math.Ceil(math.Log(warpFar/warpNear)*rowsPerLn)) + 1
	rows := make([]warpRow, n)
	for i := range rows {
		s := lnNear + float64(i)/rowsPerLn
		for _, w := range waves {
			w.add(&rows[i], s)
		}
	}
	return Warp{rows}
}

// Log returns ε, to be added to ln d, for a player at d metres from the
// centre, who lies east and north of it (metres, or any multiple: only the
// direction counts, so that d may be a walking distance). At the centre, where
// there is no direction, it is 0.
//
// Between two rows it is interpolated linearly, which lies within 1e-3 of the
// formula (a hundredth of a step): the table is the field, for players and
// for the check of quality alike.
func (w Warp) Log(d, east, north float64) float64 {
	r := math.Sqrt(east*east + north*north)
	if !(d > warpNear) || !(r > 0) {
		return 0
	}
	return w.log(math.Log(d), d, east, north, r)
}

// log is Log for whoever knows ln d, or ln 20 m within, and r, the length of the
// way east and north. Its work is the same at all distances.
func (w *Warp) log(lnD, d, east, north, r float64) float64 {
	if len(w.rows) < 2 {
		return 0
	}
	fade := min(max((d-warpNear)/(warpFull-warpNear), 0), 1)
	if !(r > 0) {
		fade, r = 0, 1
	}
	at := (min(lnD, lnWarpFar) - lnNear) * rowsPerLn
	i := min(int(at), len(w.rows)-2)
	t := at - float64(i)
	inner, outer := &w.rows[i], &w.rows[i+1]
	cos, sin := north/r, east/r
	c, s := 1.0, 0.0
	a, b := inner[0], outer[0]
	for k := 1; k+1 < warpTerms; k += 2 {
		c, s = c*cos-s*sin, s*cos+c*sin
		a += inner[k]*c + inner[k+1]*s
		b += outer[k]*c + outer[k+1]*s
	}
	return fade * (a + t*(b-a))
}

// wave is one term of the field, cos(mθ + ω ln d + φ).
type wave struct {
	m          int
	omega, phi float64
}

// add adds the wave's part on the circle at ln d = s.
func (w wave) add(row *warpRow, s float64) {
	sin, cos := math.Sincos(w.omega*s + w.phi)
	const amplitude = warpSigma * math.Sqrt2 / 8 // σ·√(2/M), √64 = 8
	if w.m == 0 {
		row[0] += amplitude * cos
		return
	}
	row[2*w.m-1] += amplitude * cos
	row[2*w.m] -= amplitude * sin
}

// CentreOffset returns the metres east and north from a venue to its centre
// A, where the venue has a door: uniform in a disc of 30 m (R7), so that no
// abuse of loudness gives an address. Without doors a hunt uses none.
//
// It is drawn from block 0 of the same kind of stream as the warp, labelled
// "offset/1": r = 30 m·√u0, bearing 2π·u1.
func CentreOffset(key []byte, hunt, venue string) (east, north float64) {
	const radius = 30
	u := newStream(key, hunt, venue, "offset/1", 0).block(0)
	sin, cos := math.Sincos(2 * math.Pi * unit(u[1]))
	r := radius * math.Sqrt(unit(u[0]))
	return r * sin, r * cos
}

// stream is chance made of a key: the same bits on every machine.
type stream [sha256.Size]byte

func newStream(key []byte, hunt, venue, label string, draw uint32) stream {
	var m []byte
	for _, id := range []string{hunt, venue} {
		m = binary.BigEndian.AppendUint32(m, uint32(len(id)))
		m = append(m, id...)
	}
	m = append(m, label...)
	m = binary.BigEndian.AppendUint32(m, draw)
	return stream(mac(key, m))
}

func (s stream) block(i uint64) (words [4]uint64) {
	sum := mac(s[:], binary.BigEndian.AppendUint64(nil, i))
	for k := range words {
		words[k] = binary.BigEndian.Uint64(sum[8*k:])
	}
	return words
}

func (s stream) wave(j uint64) wave {
	u := s.block(j)
	class := uint32(u[0] >> 32)
	m := 0
	for m < len(warpOrders) && class >= warpOrders[m] {
		m++
	}
	normal := math.Sqrt(-2*math.Log(1-unit(u[1]))) * math.Cos(2*math.Pi*unit(u[2]))
	return wave{m, normal / warpLength, 2 * math.Pi * unit(u[3])}
}

// unit returns w as a number in [0, 1).
func unit(w uint64) float64 { return float64(w>>11) / (1 << 53) }

func mac(key, message []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(message)
	return h.Sum(nil)
}
