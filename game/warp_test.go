package game

import (
	"crypto/sha256"
	"fmt"
	"math"
	"testing"
)

// warpSeeds is how many warps the statistical tests draw: enough for a standard
// error of 0.7 % of σ, and of 0.01 in a correlation.
const warpSeeds = 800

func numberedWarp(i int) Warp {
	return NewWarp([]byte("a hunt's key"), "hunt", fmt.Sprint("venue ", i))
}

// warpAt returns ε at d metres and a bearing of theta radians.
func warpAt(w Warp, d, theta float64) float64 {
	sin, cos := math.Sincos(theta)
	return w.Log(d, sin, cos)
}

// moment returns the mean over warps and places of a·b, where a and b are ε at
// two places apart radians and factor in distance from each other.
func moment(warps []Warp, apart, factor float64) float64 {
	sum, n := 0.0, 0
	for _, w := range warps {
		for theta := 0.0; theta < 6; theta += math.Pi / 2 {
			for d := 70.0; d < 4000; d *= 4 {
				sum += warpAt(w, d, theta) * warpAt(w, d*factor, theta+apart)
				n++
			}
		}
	}
	return sum / float64(n)
}

// R7: σ 0.15, ℓθ 0.6 rad, ℓs 0.5 in ln d (oracle.md section 5).
func TestR7WarpHasTheLawOfTheStudy(t *testing.T) {
	const variance = 0.15 * 0.15
	warps := make([]Warp, warpSeeds)
	for i := range warps {
		warps[i] = numberedWarp(i)
	}
	sigma := math.Sqrt(moment(warps, 0, 1))
	if math.Abs(sigma/0.15-1) > 0.02 {
		t.Errorf("σ is %.4f, want 0.15 within 2 %%", sigma)
	}
	for _, c := range []struct{ apart, factor, want float64 }{
		{0.3, 1, math.Exp((math.Cos(0.3) - 1) / 0.36)},
		{0.6, 1, math.Exp((math.Cos(0.6) - 1) / 0.36)},
		{1.5, 1, math.Exp((math.Cos(1.5) - 1) / 0.36)},
		{0, math.Exp(0.25), math.Exp(-0.125)},
		{0, math.Exp(0.5), math.Exp(-0.5)},
		{0, math.Exp(1), math.Exp(-2)},
	} {
		got := moment(warps, c.apart, c.factor) / variance
		if math.Abs(got-c.want) > 0.03 {
			t.Errorf("places %.1f rad and a factor %.2f apart: correlation %.3f, want %.3f", c.apart, c.factor, got, c.want)
		}
	}
}

// warpFormula is ε as R7 writes it, wave by wave.
func warpFormula(key []byte, hunt, venue string, d, theta float64) float64 {
	stream := newStream(key, hunt, venue, "warp/1", 0)
	sum := 0.0
	for j := range uint64(64) {
		w := stream.wave(j)
		sum += math.Cos(float64(w.m)*theta + w.omega*math.Log(d) + w.phi)
	}
	fade := max(0, min(1, (d-20)/40))
	return fade * 0.15 * math.Sqrt(2./64) * sum
}

func TestR7WarpIsTheFormulaWithinAThousandth(t *testing.T) {
	worst := 0.0
	for v := range 20 {
		venue := fmt.Sprint(v)
		w := NewWarp([]byte("key"), "h", venue)
		for i := range 60 {
			d := 15 * math.Pow(800, float64(i)/59)
			theta := float64(i * i)
			worst = max(worst, math.Abs(warpAt(w, d, theta)-warpFormula([]byte("key"), "h", venue, d, theta)))
		}
	}
	if worst > 1e-3 {
		t.Errorf("table and formula differ by %.5f, want at most 0.001", worst)
	}
}

func TestR7WarpFadesOutNearTheCentre(t *testing.T) {
	w := numberedWarp(0)
	for _, d := range []float64{0, 1, 19.99, 20} {
		if e := warpAt(w, d, 1); e != 0 {
			t.Errorf("at %v m the warp is %v, want none", d, e)
		}
	}
	full := warpAt(w, 60, 1)
	if full == 0 {
		t.Fatal("no warp at 60 m")
	}
	// Half of what it will be, but for the field's own change from 40 to 60 m.
	if got, want := warpAt(w, 40, 1), warpFormula([]byte("a hunt's key"), "hunt", "venue 0", 40, 1); math.Abs(got-want) > 1e-3 {
		t.Errorf("at 40 m the warp is %v, want %v", got, want)
	}
}

func TestR7WarpIsFiniteEverywhere(t *testing.T) {
	w := numberedWarp(0)
	for _, d := range []float64{math.Inf(-1), -1, 0, 20, 20.000001, 11999, 12000, 12001, 1e9, math.MaxFloat64} {
		for _, dir := range [][2]float64{{0, 0}, {0, 1}, {1, 0}, {-1, 0}, {0, -1}, {1e-300, 0}, {1e6, 1e6}} {
			if e := w.Log(d, dir[0], dir[1]); !(math.Abs(e) < 1) {
				t.Errorf("at %v m, direction %v, the warp is %v", d, dir, e)
			}
		}
	}
	if e := w.Log(100, 0, 0); e != 0 {
		t.Errorf("without a direction the warp is %v, want 0", e)
	}
	if e := (Warp{}).Log(100, 1, 1); e != 0 {
		t.Errorf("the zero warp distorts by %v", e)
	}
}

// A change of this number is a change of every hunt that was ever committed
// to: it needs a new label ("warp/2") beside the old one.
func TestR7WarpIsTheSameOnEveryMachine(t *testing.T) {
	w := NewWarp([]byte("key"), "paris", "v1")
	h := sha256.New()
	for i := range 500 {
		e := warpAt(w, 25*math.Pow(200, float64(i)/499), float64(i))
		fmt.Fprintf(h, "%.9f ", e)
	}
	const want = "47b0672826fa276ce64cffe4e87a92fc15d4c5fb7f63ae9641cb98861250c995"
	if got := fmt.Sprintf("%x", h.Sum(nil)); got != want {
		t.Errorf("500 values of the warp hash to %s, want %s", got, want)
	}
	for _, c := range []struct{ d, theta, want float64 }{{100, 0, -0.1234360156}, {1000, 2, 0.0633823340}, {3000, 4, -0.2314511704}} {
		if got := warpAt(w, c.d, c.theta); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("ε at %v m, %v rad is %.10f, want %.10f", c.d, c.theta, got, c.want)
		}
	}
}

func TestR7WarpIsKeyedByHuntAndVenue(t *testing.T) {
	a := NewWarp([]byte("key"), "ab", "c")
	for name, b := range map[string]Warp{
		"another key":                NewWarp([]byte("kez"), "ab", "c"),
		"another hunt":               NewWarp([]byte("key"), "aa", "c"),
		"another venue":              NewWarp([]byte("key"), "ab", "d"),
		"a letter moved between ids": NewWarp([]byte("key"), "a", "bc"),
		"another draw":               drawWarp([]byte("key"), "ab", "c", 1),
	} {
		if math.Abs(warpAt(a, 800, 1)-warpAt(b, 800, 1)) < 1e-6 {
			t.Errorf("%s gives the same warp", name)
		}
	}
}

func TestR7CentreOffsetIsUniformInThirtyMetres(t *testing.T) {
	var x, y, rr float64
	const n = 4000
	for i := range n {
		east, north := CentreOffset([]byte("key"), "h", fmt.Sprint(i))
		r2 := east*east + north*north
		if r2 > 900 {
			t.Fatalf("offset %d is %.1f m", i, math.Sqrt(r2))
		}
		x, y, rr = x+east/n, y+north/n, rr+r2/n
	}
	if math.Hypot(x, y) > 1.5 || math.Abs(rr-450) > 20 {
		t.Errorf("mean offset %.2f, %.2f m, mean square %.0f m², want 0, 0 and 450", x, y, rr)
	}
}

func TestR7WarpAllocatesNothing(t *testing.T) {
	w := numberedWarp(0)
	if n := testing.AllocsPerRun(100, func() { w.Log(500, 3, 4) }); n != 0 {
		t.Errorf("%v allocations an evaluation", n)
	}
}

func BenchmarkWarpLog(b *testing.B) {
	w := numberedWarp(0)
	b.ReportAllocs()
	sum, d := 0.0, 20.0
	for b.Loop() {
		sum += w.Log(d, 300, d-2000)
		d += 7
		if d > 5000 {
			d -= 4980
		}
	}
	_ = sum
}

func BenchmarkNewWarp(b *testing.B) {
	for b.Loop() {
		numberedWarp(0)
	}
}
