package huntfile

import (
	"math"
	"os"
	"strconv"
	"testing"

	"crescendo/game"
	"crescendo/maps/city"
	"crescendo/maps/geo"
)

func demo(t *testing.T) *game.Hunt {
	t.Helper()
	src, err := os.ReadFile("../../assets/host/demo.yaml")
	if err != nil {
		t.Fatal(err)
	}
	hunt, report := Read("demo.yaml", src, World{})
	if err := report.Err(); err != nil {
		t.Fatal(err)
	}
	if len(report.Problems) != 2 { // trust and rate
		t.Errorf("said %s", report)
	}
	return hunt
}

func TestTheDemosEvening(t *testing.T) {
	h := demo(t)
	if h.Starts-h.Opens != 20_000 || h.At(h.Closes) != 60*60_000 || !h.Virtual || h.Rate != 8 {
		t.Errorf("opens, starts, closes %d, %d, %d at rate %d", h.Opens, h.Starts, h.Closes, h.Rate)
	}
	seats := 0
	for i, v := range h.Venues {
		if h.Bands[v.Band].Song != "builtin:"+strconv.Itoa(i+1) {
			t.Errorf("band %d plays %s", v.Band, h.Bands[v.Band].Song)
		}
		seats += v.Quotas[0].Seats
	}
	if len(h.Bands) != 5 || seats < 41 {
		t.Errorf("%d bands, %d seats: want five, and more seats than forty bots take", len(h.Bands), seats)
	}
}

func TestTheDemoBegins400MetresFromAVenue(t *testing.T) {
	h := demo(t)
	if d := geo.Metres(h.Meet[0].At, h.Venues[0].Place); math.Abs(d-400) > 0.5 {
		t.Errorf("the first venue lies %.1f m from the start, want 400", d)
	}
	var bearings []float64
	for _, v := range h.Venues {
		if d := geo.Metres(h.Meet[0].At, v.Place); v.ID != h.Venues[0].ID && (d < 1500 || d > 2500) {
			t.Errorf("%s lies %.0f m from the start, want 1500 to 2500", v.ID, d)
		}
		for _, b := range bearings {
			if turn := math.Abs(math.Remainder(geo.Bearing(h.Meet[0].At, v.Place)-b, 360)); turn < 30 {
				t.Errorf("%s lies only %.0f° beside another venue's direction", v.ID, turn)
			}
		}
		bearings = append(bearings, geo.Bearing(h.Meet[0].At, v.Place))
	}
}

// Bots walk on the streets of the pocket city, and arrive only from there.
func TestTheDemosVenuesLieOnTheStreets(t *testing.T) {
	src, err := os.ReadFile("../../assets/player/paris.txt")
	if err != nil {
		t.Fatal(err)
	}
	paris, err := city.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range demo(t).Venues {
		if _, ok := paris.Graph().NearestEdge(v.Place, v.Radius/2); !ok {
			t.Errorf("%s lies farther than half its radius from every street", v.ID)
		}
	}
}

// eyes are how light's red, green and blue arrive: in all eyes, and in those
// without one of the three cones (Machado, Oliveira, Fernandes 2009, table of
// severity 1.0).
var eyes = map[string][3][3]float64{
	"all cones": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"no red":    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"no green":  {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"no blue":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// Colours differ by 30 in CIELAB, where 2.3 is just noticeable, and stand out
// from the dark by 4.5 to 1, as WCAG 2 asks of text.
func TestTheDemosColoursStayApart(t *testing.T) {
	h := demo(t)
	for name, eye := range eyes {
		for i, a := range h.Bands {
			if y := light(t, a.Colour); (0.2126*y[0]+0.7152*y[1]+0.0722*y[2]+0.05)/0.05 < 4.5 {
				t.Errorf("%s is too dark: %s", a.Name, a.Colour)
			}
			for _, b := range h.Bands[:i] {
				if d := apart(seen(eye, light(t, a.Colour)), seen(eye, light(t, b.Colour))); d < 30 {
					t.Errorf("with %s, %s and %s differ by %.0f", name, a.Colour, b.Colour, d)
				}
			}
		}
	}
}

// light returns linear red, green and blue of an sRGB colour (IEC 61966-2-1).
func light(t *testing.T, colour string) (rgb [3]float64) {
	t.Helper()
	for i := range rgb {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		if c := float64(n) / 255; c <= 0.04045 {
			rgb[i] = c / 12.92
		} else {
			rgb[i] = math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return rgb
}

// seen returns CIELAB, under D65, of the light that arrives.
func seen(eye [3][3]float64, rgb [3]float64) [3]float64 {
	var c [3]float64
	for i, row := range eye {
		c[i] = min(1, max(0, row[0]*rgb[0]+row[1]*rgb[1]+row[2]*rgb[2]))
	}
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124*c[0] + 0.3576*c[1] + 0.1805*c[2]) / 0.9505)
	y := f(0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2])
	z := f((0.0193*c[0] + 0.1192*c[1] + 0.9505*c[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func apart(a, b [3]float64) float64 {
	return math.Hypot(math.Hypot(a[0]-b[0], a[1]-b[1]), a[2]-b[2])
}
