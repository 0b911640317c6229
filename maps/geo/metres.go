package geo

import "math"

// The WGS 84 ellipsoid.
const (
	semiMajor    = 6378137.0
	flattening   = 1 / 298.257223563
	eccentricity = flattening * (2 - flattening) // squared
	radians      = math.Pi / 180
)

// scale returns the metres in a degree of latitude and of longitude at a
// latitude in degrees: the radii of curvature in the meridian and in the
// prime vertical.
func scale(lat float64) (perLat, perLon float64) {
	sin, cos := math.Sincos(lat * radians)
	w := 1 - eccentricity*sin*sin
	root := math.Sqrt(w)
	return semiMajor * (1 - eccentricity) / (w * root) * radians, semiMajor / root * cos * radians
}

// Way returns the metres east and north from a to b on the plane at their
// middle latitude, the short way round the earth: the plane on which Metres
// measures.
func Way(a, b Point) (east, north float64) {
	dLon := int64(b.Lon) - int64(a.Lon)
	switch {
	case dLon > 1800000000:
		dLon -= 3600000000
	case dLon < -1800000000:
		dLon += 3600000000
	}
	perLat, perLon := scale((float64(a.Lat) + float64(b.Lat)) / 2e7)
	return float64(dLon) / 1e7 * perLon, float64(int64(b.Lat)-int64(a.Lat)) / 1e7 * perLat
}

// Metres returns the metres from a to b on the WGS 84 ellipsoid, by the plane
// at their middle latitude. Against the geodesic it is wrong by up to 2 mm at
// 10 km in Paris and 6 mm at 65° north: far below a phone's own error, and
// the same for all players. Both ends should lie within 50 km of each other;
// farther apart the error grows with the cube of the distance.
//
// It is the one measure of this program: whatever is compared with a number
// of metres is compared with this.
func Metres(a, b Point) float64 {
	return Length(Way(a, b))
}

// Length returns the metres of a way: Length(Way(a, b)) is Metres(a, b), to the
// last bit.
func Length(east, north float64) float64 {
	return math.Sqrt(east*east + north*north) // on earth nothing overflows, and this takes a fraction of the time of math.Hypot
}

// Bearing returns the direction from a to b in degrees clockwise from north,
// 0 ≤ bearing < 360, on the same plane as Metres. Between equal points it is 0.
func Bearing(a, b Point) float64 {
	east, north := Way(a, b)
	d := math.Atan2(east, north) / radians
	if d < 0 {
		d += 360
	}
	return d
}

// Shift returns the point that lies the given metres east and north of p,
// the inverse of the plane that Metres uses (within 1 cm at 10 km).
func Shift(p Point, east, north float64) Point {
	perLat, _ := scale(p.LatDegrees())
	lat := p.LatDegrees() + north/perLat
	for range 2 { // the plane at the middle latitude, by iteration
		perLat, _ = scale((p.LatDegrees() + lat) / 2)
		lat = p.LatDegrees() + north/perLat
	}
	_, perLon := scale((p.LatDegrees() + lat) / 2)
	lat = math.Max(-90, math.Min(90, lat))
	lon := math.Remainder(p.LonDegrees()+east/perLon, 360)
	return Point{Lat: int32(math.Round(lat * 1e7)), Lon: int32(math.Round(lon * 1e7))}
}

// Offset returns the point that lies metres away from p in the direction of
// bearing, in degrees clockwise from north.
func Offset(p Point, bearing, metres float64) Point {
	sin, cos := math.Sincos(bearing * radians)
	return Shift(p, metres*sin, metres*cos)
}

// Toward returns the point on the way from a to b that lies metres from a,
// and b itself where that is nearer.
func Toward(a, b Point, metres float64) Point {
	east, north := Way(a, b)
	d := Length(east, north)
	if d <= metres || d == 0 {
		return b
	}
	return Shift(a, east*metres/d, north*metres/d)
}

// Mean returns the middle of points that lie within a few kilometres of each
// other. Of none it returns the zero Point.
func Mean(points ...Point) Point {
	if len(points) == 0 {
		return Point{}
	}
	var lat, lon int64
	first := points[0]
	for _, p := range points {
		lat += int64(p.Lat)
		d := int64(p.Lon) - int64(first.Lon)
		switch {
		case d > 1800000000:
			d -= 3600000000
		case d < -1800000000:
			d += 3600000000
		}
		lon += d
	}
	n := int64(len(points))
	return Point{Lat: int32(lat / n), Lon: wrap(int64(first.Lon) + lon/n)}
}

func wrap(lon int64) int32 {
	switch {
	case lon > 1800000000:
		lon -= 3600000000
	case lon < -1800000000:
		lon += 3600000000
	}
	return int32(lon)
}
