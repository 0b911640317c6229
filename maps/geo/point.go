package geo

import (
	"fmt"
	"math"
)

// Point is a place on the WGS 84 ellipsoid in 1e-7 degrees (about 1 cm), so
// that a place has the same bits on every machine and compares with ==.
// The fields are always named when a Point is made: a swapped pair does not
// go unseen.
type Point struct {
	Lat, Lon int32
}

// Degrees returns the point at a latitude and longitude in degrees, rounded
// to 1e-7. It reports an error for what lies outside ±90 and ±180 or is no
// number.
func Degrees(lat, lon float64) (Point, error) {
	if !(math.Abs(lat) <= 90) || !(math.Abs(lon) <= 180) {
		return Point{}, fmt.Errorf("lat %v, lon %v: want a latitude in ±90° and a longitude in ±180°", lat, lon)
	}
	return Point{Lat: int32(math.Round(lat * 1e7)), Lon: int32(math.Round(lon * 1e7))}, nil
}

// LatDegrees returns the latitude in degrees.
func (p Point) LatDegrees() float64 { return float64(p.Lat) / 1e7 }

// LonDegrees returns the longitude in degrees.
func (p Point) LonDegrees() float64 { return float64(p.Lon) / 1e7 }

// Valid tells whether p lies within ±90° and ±180°.
func (p Point) Valid() bool {
	return p.Lat >= -90e7 && p.Lat <= 90e7 && p.Lon >= -180e7 && p.Lon <= 180e7
}
