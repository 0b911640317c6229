package geo

import (
	"math"
	"testing"
)

// vincenty returns the metres and the bearing at the start of the geodesic from
// a to b on WGS 84, by Vincenty's inverse formula (1975): good to half a
// millimetre, and written without a look at Metres.
func vincenty(a, b Point) (metres, bearing float64) {
	const f, minor = flattening, semiMajor * (1 - flattening)
	u1 := math.Atan((1 - f) * math.Tan(a.LatDegrees()*math.Pi/180))
	u2 := math.Atan((1 - f) * math.Tan(b.LatDegrees()*math.Pi/180))
	span := math.Remainder((b.LonDegrees()-a.LonDegrees())*math.Pi/180, 2*math.Pi)
	s1, c1 := math.Sincos(u1)
	s2, c2 := math.Sincos(u2)
	var sinSigma, cosSigma, sigma, cos2Alpha, cosMid float64
	lambda := span
	for range 100 {
		sin, cos := math.Sincos(lambda)
		sinSigma = math.Hypot(c2*sin, c1*s2-s1*c2*cos)
		if sinSigma == 0 {
			return 0, 0
		}
		cosSigma = s1*s2 + c1*c2*cos
		sigma = math.Atan2(sinSigma, cosSigma)
		sinAlpha := c1 * c2 * sin / sinSigma
		if cos2Alpha = 1 - sinAlpha*sinAlpha; cos2Alpha > 0 {
			cosMid = cosSigma - 2*s1*s2/cos2Alpha
		}
		k := f / 16 * cos2Alpha * (4 + f*(4-3*cos2Alpha))
		lambda = span + (1-k)*f*sinAlpha*(sigma+k*sinSigma*(cosMid+k*cosSigma*(-1+2*cosMid*cosMid)))
	}
	uu := cos2Alpha * (semiMajor*semiMajor - minor*minor) / (minor * minor)
	big := 1 + uu/16384*(4096+uu*(-768+uu*(320-175*uu)))
	small := uu / 1024 * (256 + uu*(-128+uu*(74-47*uu)))
	delta := small * sinSigma * (cosMid + small/4*(cosSigma*(-1+2*cosMid*cosMid)-small/6*cosMid*(-3+4*sinSigma*sinSigma)*(-3+4*cosMid*cosMid)))
	sin, cos := math.Sincos(lambda)
	bearing = math.Atan2(c2*sin, c1*s2-s1*c2*cos) * 180 / math.Pi
	return minor * big * (sigma - delta), math.Mod(bearing+360, 360)
}

func at(t testing.TB, lat, lon float64) Point {
	t.Helper()
	p, err := Degrees(lat, lon)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The first is Vincenty's figure for Flinders Peak to Buninyong as surveyors
// publish it (54,972.271 m, 306°52'05.37"); the others were computed in Python.
func TestReferenceIsTheGeodesic(t *testing.T) {
	for _, c := range []struct{ lat, lon, lat2, lon2, metres, bearing float64 }{
		{-37.9510334, 144.4248679, -37.6528211, 143.9264955, 54972.271, 306.8682},
		{48.8566, 2.3522, 48.8566, 2.4885, 10001.9141, 89.9487},
		{48.8566, 2.3522, 48.9465, 2.3522, 9997.5839, 0},
		{48.8566, 2.3522, 48.7930, 2.4486, 10006.4028, 134.9405},
		{48.8566, 2.3522, 48.8567, 2.3524, 18.4137, 52.8476},
		{65, 25, 65.0634, 25.15, 9996.0839, 44.9291},
		{0, 10, 0.0634, 10.0634, 9947.6791, 45.1924},
		{-33.8688, 151.2093, -33.9322, 151.2857, 9969.3727, 134.8829},
		{51.5, 179.95, 51.5, -179.91, 9721.6708, 89.9452},
		{48.8566, 2.3522, 48.8566, 2.3522, 0, 0},
	} {
		metres, bearing := vincenty(at(t, c.lat, c.lon), at(t, c.lat2, c.lon2))
		if math.Abs(metres-c.metres) > 0.01 || math.Abs(bearing-c.bearing) > 1e-3 {
			t.Errorf("%+v: reference gives %.4f m, %.4f°", c, metres, bearing)
		}
	}
}

// around calls f with places about p, so many metres away.
func around(p Point, metres float64, f func(Point)) {
	for bearing := 0.0; bearing < 360; bearing += 15 {
		f(Offset(p, bearing, metres))
	}
}

// What the doc comments promise.
func TestMetresAgainstTheGeodesic(t *testing.T) {
	for _, c := range []struct{ lat, lon, metres, within float64 }{
		{48.8566, 2.3522, 20, 1e-6}, {48.8566, 2.3522, 1000, 1e-5}, {48.8566, 2.3522, 10_000, 0.002},
		{65, 25, 10_000, 0.006}, {0, 0, 10_000, 0.002}, {-33.87, 151.21, 10_000, 0.002}, {51.5, 179.99, 10_000, 0.003},
		{48.8566, 2.3522, 50_000, 0.25}, {65, 25, 50_000, 0.75},
	} {
		p, worst := at(t, c.lat, c.lon), 0.0
		around(p, c.metres, func(q Point) {
			want, _ := vincenty(p, q)
			worst = max(worst, math.Abs(Metres(p, q)-want))
		})
		if worst > c.within {
			t.Errorf("%v m about %v, %v: wrong by up to %.6f m, want %v at most", c.metres, c.lat, c.lon, worst, c.within)
		}
	}
}

func TestBearingAgainstTheGeodesic(t *testing.T) {
	// On the plane the bearing is that at half way: 0.05° away at 10 km here.
	p := at(t, 48.8566, 2.3522)
	around(p, 10_000, func(q Point) {
		_, want := vincenty(p, q)
		if got := Bearing(p, q); math.Abs(math.Remainder(got-want, 360)) > 0.06 {
			t.Errorf("bearing to %v is %.3f°, want %.3f°", q, got, want)
		}
	})
	for _, c := range []struct{ east, north, want float64 }{{0, 100, 0}, {100, 0, 90}, {0, -100, 180}, {-100, 0, 270}, {0, 0, 0}} {
		if got := Bearing(p, Shift(p, c.east, c.north)); math.Abs(got-c.want) > 0.01 {
			t.Errorf("bearing to %v east, %v north is %v°, want %v°", c.east, c.north, got, c.want)
		}
	}
}
