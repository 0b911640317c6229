package compose

import (
	"math"
	"math/cmplx"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"crescendo/audio/decode"
)

const folder = "../../assets/host/songs"

// committed decodes a piece's file.
func committed(t *testing.T, p Piece) [][]float32 {
	t.Helper()
	file, err := os.ReadFile(filepath.Join(folder, p.Name+".ogg"))
	if err != nil {
		t.Fatal(err)
	}
	clip, err := decode.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return clip.Parts
}

// placedParts returns what the left, the right and one speaker hear.
func placedParts(parts [][]float32) (left, right, middle []float32) {
	loops := make([]loop, len(parts))
	for i, part := range parts {
		loops[i] = make(loop, len(part))
		for k, v := range part {
			loops[i][k] = float64(v)
		}
	}
	l, r, m := placed(loops)
	return l.samples(), r.samples(), m.samples()
}

// spectrum returns the magnitudes of n samples of a loop about a place, under
// a Hann window.
func spectrum(x []float32, about, n int) []float64 {
	bins := make([]complex128, n)
	for i := range bins {
		hann := 0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/float64(n))
		bins[i] = complex(float64(x[wrap(about-n/2+i, len(x))])*hann, 0)
	}
	fourier(bins)
	out := make([]float64, n/2)
	for i := range out {
		out[i] = cmplx.Abs(bins[i])
	}
	return out
}

// fourier is the transform by halves; the length is a power of two.
func fourier(x []complex128) {
	n := len(x)
	if n == 1 {
		return
	}
	even, odd := make([]complex128, n/2), make([]complex128, n/2)
	for i := range even {
		even[i], odd[i] = x[2*i], x[2*i+1]
	}
	fourier(even)
	fourier(odd)
	for i := range even {
		turned := odd[i] * cmplx.Rect(1, -2*math.Pi*float64(i)/float64(n))
		x[i], x[i+n/2] = even[i]+turned, even[i]-turned
	}
}

const (
	fluxWindow = 1024
	fluxHop    = 512
)

// flux is how much a spectrum gains from one hop to the next, at a place.
func flux(x []float32, at int) float64 {
	before, after := spectrum(x, at-fluxHop/2, fluxWindow), spectrum(x, at+fluxHop/2, fluxWindow)
	var sum float64
	for i := range after {
		sum += max(0, after[i]-before[i])
	}
	return sum
}

// fluxes are those of places all over a loop, sorted.
func fluxes(x []float32, every int) []float64 {
	var all []float64
	for at := fluxHop / 2; at < len(x); at += every {
		all = append(all, flux(x, at))
	}
	slices.Sort(all)
	return all
}
