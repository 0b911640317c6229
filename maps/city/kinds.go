package city

import "strings"

// Class says how wide a street is, the widest first.
type Class uint8

// The classes of streets.
const (
	Boulevard Class = iota // the widest: boulevards and avenues
	Main                   // what a quarter is known by
	Quay                   // along water
	Minor                  // all the others; "street" in a source
	Path                   // without cars
)

// AreaKind says what an area is, in the order of painting.
type AreaKind uint8

// The kinds of areas.
const (
	Water AreaKind = iota
	Island
	Park
	Square
	StationHall
	Building
)

// PlaceKind says what a place is.
type PlaceKind uint8

// The kinds of places.
const (
	Station PlaceKind = iota
	Monument
	Quarter
)

// The words of a source, in the order of the constants above.
const (
	classWords = "boulevard main quay street path"
	areaWords  = "water island park square station building"
	placeWords = "station monument quarter"
)

// String returns the word of a source for c.
func (c Class) String() string { return word(classWords, int(c)) }

// String returns the word of a source for k.
func (k AreaKind) String() string { return word(areaWords, int(k)) }

// String returns the word of a source for k.
func (k PlaceKind) String() string { return word(placeWords, int(k)) }

func word(words string, i int) string {
	if all := strings.Fields(words); i < len(all) {
		return all[i]
	}
	return "unknown"
}

// find returns the place of w among words.
func find(words, w string) (int, bool) {
	for i, s := range strings.Fields(words) {
		if s == w {
			return i, true
		}
	}
	return 0, false
}

// list writes words for a person to read.
func list(words string) string { return strings.Join(strings.Fields(words), ", ") }
