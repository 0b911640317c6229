package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Circle is a disc on the ground: a fence, or the area of a hunt.
type Circle struct {
	Centre Point
	Radius float64 // metres
}

// Contains tells whether p lies in the disc or on its edge.
func (c Circle) Contains(p Point) bool { return Metres(c.Centre, p) <= c.Radius }

// Orb returns the point as orb's longitude and latitude in degrees.
func (p Point) Orb() orb.Point { return orb.Point{p.LonDegrees(), p.LatDegrees()} }

// Plane maps places near its origin to metres east and north of it, for
// drawing and for local arithmetic. It is wrong by up to 4 m at 5 km, so
// nothing is judged on it: that is what Metres is for.
type Plane struct {
	origin         Point
	perLat, perLon float64
}

// NewPlane returns the plane about origin.
func NewPlane(origin Point) Plane {
	perLat, perLon := scale(origin.LatDegrees())
	return Plane{origin, perLat, perLon}
}

// XY returns the metres east (x) and north (y) of the origin.
func (pl Plane) XY(p Point) (x, y float64) {
	return (p.LonDegrees() - pl.origin.LonDegrees()) * pl.perLon, (p.LatDegrees() - pl.origin.LatDegrees()) * pl.perLat
}

// At returns the point at x metres east and y metres north of the origin.
func (pl Plane) At(x, y float64) Point {
	return Point{
		Lat: pl.origin.Lat + int32(math.Round(y/pl.perLat*1e7)),
		Lon: pl.origin.Lon + int32(math.Round(x/pl.perLon*1e7)),
	}
}
