package city

import (
	"fmt"
	"math"
	"strings"

	"crescendo/maps/geo"
)

// Decode reads the bytes of a .city file, which may come from anybody: what it
// keeps is bounded by the limits above and by the size of the file. Its error
// says in a line what is wrong and what to do. The city holds copies.
func Decode(file []byte) (*City, error) {
	raw, err := unpack(file)
	if err != nil {
		return nil, fmt.Errorf("city file: %w", err)
	}
	c, err := read(&raw)
	if err != nil {
		return nil, fmt.Errorf("city file: %w", err)
	}
	return c, nil
}

// read is the inverse of write.
func read(raw *[sections][]byte) (*City, error) {
	d := decoder{}
	for i := range raw {
		d.in[i].b = raw[i]
	}
	if err := d.read(); err != nil {
		return nil, err
	}
	return New(d.plan)
}

// decoder reads a plan from sections.
type decoder struct {
	in     [sections]column
	plan   Plan
	origin geo.Point
	step   int64
	at     [2]int64
	unused []string // names in the order of their first use
	named  int      // of them that were used
	points int
	counts struct{ junctions, streets, areas, places int }
}

func (d *decoder) read() error {
	if err := d.head(); err != nil {
		return err
	}
	if err := d.names(); err != nil {
		return err
	}
	for range d.counts.streets {
		if err := d.street(); err != nil {
			return err
		}
	}
	for range d.counts.areas {
		if err := d.area(); err != nil {
			return err
		}
	}
	for range d.counts.places {
		kind, name := d.kind()
		d.plan.Places = append(d.plan.Places, Place{Name: name, Kind: PlaceKind(kind), At: d.move()})
	}
	if err := d.chunks(); err != nil {
		return err
	}
	return d.end()
}

// names cuts the section of names, each of which ends a line.
func (d *decoder) names() error {
	text := string(d.in[nameSection].b)
	d.in[nameSection].b = nil
	if n := strings.Count(text, "\n"); n > d.counts.streets+d.counts.areas+d.counts.places || text != "" && text[len(text)-1] != '\n' {
		return fmt.Errorf("its %d names are more than it has things, or do not end: the file is damaged; build it anew", n)
	}
	d.unused = strings.Split(text, "\n")
	d.unused = d.unused[:len(d.unused)-1]
	return nil
}

// end tells whether every section held what the head says, and no more.
func (d *decoder) end() error {
	for i := range d.in {
		if d.in[i].bad || len(d.in[i].b) > 0 {
			return fmt.Errorf("section %s does not hold what the head says: the file is damaged; build it anew", sectionName(i))
		}
	}
	if len(d.plan.Junctions) != d.counts.junctions || d.named != len(d.unused) {
		return fmt.Errorf("%d junctions and %d names, where %d and %d were said: the file is damaged; build it anew",
			len(d.plan.Junctions), d.named, d.counts.junctions, len(d.unused))
	}
	return nil
}

func (d *decoder) head() error {
	h := &d.in[headSection]
	p := &d.plan
	for _, s := range []*string{&p.Name, &p.Source, &p.Credit, &p.Licence, &p.Date} {
		*s = h.text()
	}
	lat, lon, step := h.varint(), h.varint(), h.uvarint()
	d.origin, d.step = geo.Point{Lat: int32(lat), Lon: int32(lon)}, int64(step)
	if lat != int64(d.origin.Lat) || lon != int64(d.origin.Lon) || !d.origin.Valid() || step > maxStep {
		return fmt.Errorf("its origin %d, %d or its step %d cannot be: the file is damaged; build it anew", lat, lon, step)
	}
	for _, n := range []struct {
		to   *int
		what string
		most int
	}{
		{&d.counts.junctions, "junctions", MaxFileJunctions}, {&d.counts.streets, "streets", MaxFileStreets},
		{&d.counts.areas, "areas", MaxFileAreas}, {&d.counts.places, "places", MaxPlaces},
	} {
		v := h.uvarint()
		if v > uint64(n.most) {
			return fmt.Errorf("it says that it has %d %s: at most %d are possible", v, n.what, n.most)
		}
		*n.to = int(v)
	}
	return nil
}

const maxStep = 10_000 // 1e-7 degrees, a hundred metres: no city is drawn coarser

func (d *decoder) kind() (kind byte, name string) {
	kind = d.in[kindSection].byte()
	switch ref := d.in[titleSection].uvarint(); {
	case ref == 0:
	case ref == 1 && d.named < len(d.unused):
		name = d.unused[d.named]
		d.named++
	case ref >= 2 && ref-1 <= uint64(d.named):
		name = d.unused[d.named-int(ref-1)]
	default:
		d.in[titleSection].bad = true
	}
	return kind, name
}

func (d *decoder) street() error {
	kind, name := d.kind()
	if kind >= closedFlag<<1 {
		return fmt.Errorf("street %d has the flags %d, which are not known: the file is damaged; build it anew", len(d.plan.Streets)+1, kind)
	}
	s := Street{Name: name, Class: Class(kind & classMask), Bridge: kind&bridgeFlag != 0, Steps: kind&stepsFlag != 0, Closed: kind&closedFlag != 0}
	n, err := d.count()
	if err != nil {
		return err
	}
	var meets []int32
	s.Line, meets, s.ranks, err = d.line(n)
	if err != nil {
		return fmt.Errorf("street %d: %w", len(d.plan.Streets)+1, err)
	}
	d.plan.Streets, d.plan.Meets = append(d.plan.Streets, s), append(d.plan.Meets, meets)
	return nil
}

func (d *decoder) area() error {
	kind, name := d.kind()
	n, err := d.count()
	if err != nil {
		return err
	}
	ring, _, ranks, err := d.line(n)
	if err != nil {
		return fmt.Errorf("area %d: %w", len(d.plan.Areas)+1, err)
	}
	left := 0
	for _, r := range ranks {
		if r == Overview {
			left++
		}
	}
	if left < 3 {
		return fmt.Errorf("area %d is no surface in every detail: the file is damaged; build it anew", len(d.plan.Areas)+1)
	}
	d.plan.Areas = append(d.plan.Areas, Area{Name: name, Kind: AreaKind(kind), Ring: ring, ranks: ranks})
	return nil
}

// count reads how many points follow: as many as there are bytes for.
func (d *decoder) count() (int, error) {
	n := d.in[countSection].uvarint()
	if d.in[countSection].bad || n > uint64(len(d.in[pointSection].b)) || n > MaxFilePoints {
		return 0, fmt.Errorf("a street or a ring has more points than there are: the file is damaged; build it anew")
	}
	if d.points += int(n); d.points > maxFileAllPoints {
		return 0, fmt.Errorf("more than %d points in all: take a smaller part of the city", maxFileAllPoints)
	}
	return int(n), nil
}

func (d *decoder) line(n int) (line []geo.Point, meets []int32, ranks []Detail, err error) {
	line, meets, ranks = make([]geo.Point, n), make([]int32, n), make([]Detail, n)
	for i := range line {
		p := d.in[pointSection].byte()
		if ranks[i], meets[i] = Detail(p>>rankShift), -1; ranks[i] > Full {
			return nil, nil, nil, fmt.Errorf("point %d has a rank that is not known: the file is damaged; build it anew", i+1)
		}
		switch p & (1<<rankShift - 1) {
		case bendPoint:
			line[i] = d.move()
		case newPoint:
			line[i], meets[i] = d.move(), int32(len(d.plan.Junctions))
			d.plan.Junctions = append(d.plan.Junctions, line[i])
		case knownPoint:
			back := d.in[knownSection].uvarint()
			if back >= uint64(len(d.plan.Junctions)) {
				return nil, nil, nil, fmt.Errorf("point %d is a junction that is not known: the file is damaged; build it anew", i+1)
			}
			meets[i] = int32(len(d.plan.Junctions) - 1 - int(back))
			line[i] = d.plan.Junctions[meets[i]]
			d.at = [2]int64{(int64(line[i].Lon) - int64(d.origin.Lon)) / max(d.step, 1), (int64(line[i].Lat) - int64(d.origin.Lat)) / max(d.step, 1)}
		default:
			return nil, nil, nil, fmt.Errorf("point %d is of a kind that is not known: the file is damaged; build it anew", i+1)
		}
	}
	if n > 0 && (ranks[0] != Overview || meets[n-1] >= 0 && ranks[n-1] != Overview) {
		return nil, nil, nil, fmt.Errorf("its ends are not in every detail: the file is damaged; build it anew")
	}
	return line, meets, ranks, nil
}

// move reads the way of the pen to a point. What leads off the earth leads to
// a place that no city may hold.
func (d *decoder) move() geo.Point {
	const far = math.MaxInt32
	d.at[0] += max(-far, min(far, d.in[eastSection].varint()))
	d.at[1] += max(-far, min(far, d.in[northSection].varint()))
	d.at[0], d.at[1] = max(-far, min(far, d.at[0])), max(-far, min(far, d.at[1]))
	lon, lat := int64(d.origin.Lon)+d.at[0]*d.step, int64(d.origin.Lat)+d.at[1]*d.step
	if lon != int64(int32(lon)) || lat != int64(int32(lat)) {
		return geo.Point{Lat: math.MaxInt32, Lon: math.MaxInt32}
	}
	return geo.Point{Lat: int32(lat), Lon: int32(lon)}
}

// chunks checks that the table of chunks counts all streets. Where they lie is
// computed anew, which costs nothing, so that no table can be wrong.
func (d *decoder) chunks() error {
	c := &d.in[chunkSection]
	var streets uint64
	for len(c.b) > 0 && !c.bad {
		c.uvarint()
		c.uvarint()
		n := c.uvarint()
		if n > MaxFileStreets {
			n = MaxFileStreets + 1
		}
		streets += n
	}
	if streets != uint64(d.counts.streets) {
		return fmt.Errorf("the chunks hold %d streets, the head says %d: the file is damaged; build it anew", streets, d.counts.streets)
	}
	return nil
}
