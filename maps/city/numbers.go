package city

import (
	"fmt"
	"strconv"
	"strings"

	"crescendo/maps/geo"
)

// pair reads LAT,LON.
func (p *parser) pair(word string) (geo.Point, bool) {
	lat, lon, ok := strings.Cut(word, ",")
	if !ok {
		p.say("%s is no point: write LAT,LON in degrees, without a space", quote(word))
		return geo.Point{}, false
	}
	at, ok := p.coordinates(lat, lon)
	return at, ok && p.near(at)
}

// coordinates reads a latitude and a longitude.
func (p *parser) coordinates(lat, lon string) (geo.Point, bool) {
	y, ok := decimal(lat)
	if !ok || y < -MaxLatitude*1e7 || y > MaxLatitude*1e7 {
		p.say("%s is no latitude of a city: write degrees from -%d to %d with at most seven decimals, as 48.85837", quote(lat), MaxLatitude, MaxLatitude)
		return geo.Point{}, false
	}
	x, ok := decimal(lon)
	if !ok || x < -180e7 || x > 180e7 {
		p.say("%s is no longitude: write degrees from -180 to 180 with at most seven decimals, as 2.34750", quote(lon))
		return geo.Point{}, false
	}
	return geo.Point{Lat: int32(y), Lon: int32(x)}, true
}

// decimal reads degrees as an exact number of 1e-7 degrees.
func decimal(s string) (int64, bool) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, part, dot := strings.Cut(digits, ".")
	if whole == "" || len(whole) > 3 || len(part) > 7 || dot && part == "" {
		return 0, false
	}
	var n int64
	for _, r := range whole + part {
		if r < '0' || r > '9' {
			return 0, false
		}
		n = n*10 + int64(r-'0')
	}
	for range 7 - len(part) {
		n *= 10
	}
	if negative {
		n = -n
	}
	return n, true
}

// degrees writes what decimal reads, without zeros at its end.
func degrees(e7 int32) string {
	s := strconv.FormatFloat(float64(e7)/1e7, 'f', 7, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// quote returns s in quotes, shortened, for a person to read.
func quote(s string) string { return fmt.Sprintf("%q", short(s)) }

func printable(s string) string { return strings.Trim(quote(s), `"`) }

func short(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
